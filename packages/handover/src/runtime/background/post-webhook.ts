import { error } from '../../errors.ts'
import { sign } from '../../webhooks/sign.ts'
import type { WebhookBody } from '../../webhooks/webhook-body.ts'
import type { CheckedWebhook } from './check-webhooks.ts'

export interface PostOptions {
  /** In milliseconds. */
  readonly patience: number
  /** Aborts when the server stops. */
  readonly stopping: AbortSignal
}

/** So much of an answer is read, in bytes, to say why it is none. */
const mostRead = 500

/** Sends one webhook, signed now; answers when it was taken. The url is in no failure: it may hold a secret. */
export async function post(webhook: CheckedWebhook, body: WebhookBody, options: PostOptions): Promise<void> {
  const late = new AbortController()
  const timer = setTimeout(() => late.abort(), options.patience)
  const failed = (why: string) => error('WEBHOOK_FAILED', { name: webhook.name, event: body.type, why })
  try {
    const signal = AbortSignal.any([late.signal, options.stopping])
    const answer = await fetch(webhook.url, requestOf(webhook, body, signal))
    if (answer.ok) return void answer.body?.cancel().catch(() => {})
    const said = await beginningOf(answer)
    if (answer.status === 410) throw error('WEBHOOK_GONE', { name: webhook.name })
    const isRedirect = answer.status >= 300 && answer.status < 400
    throw failed(`it answered ${answer.status}${isRedirect ? ', and redirects are not followed' : said}`)
  } catch (failure) {
    if (late.signal.aborted) throw failed(`it did not answer within ${options.patience / 1000} s`)
    if (options.stopping.aborted) throw failed('this server stops')
    if (failure instanceof TypeError) throw failed(`it could not be reached (${causeOf(failure)})`)
    throw failure
  } finally {
    clearTimeout(timer)
  }
}

function requestOf({ secret }: CheckedWebhook, happened: WebhookBody, signal: AbortSignal): RequestInit {
  const body = JSON.stringify(happened)
  const { id } = happened
  // The clock of this machine, not the one of flows: the receiver compares it with its own.
  const timestamp = Math.floor(Date.now() / 1000)
  const headers = {
    'content-type': 'application/json',
    'user-agent': 'handover',
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': sign(secret, { id, timestamp, body }),
  }
  return { method: 'POST', headers, body, redirect: 'manual', signal }
}

/** The first words of an answer, as one line. */
async function beginningOf(answer: Response): Promise<string> {
  const reader = answer.body?.getReader()
  if (reader === undefined) return ''
  const decoder = new TextDecoder()
  let text = ''
  for (let read = 0; read < mostRead;) {
    const { done, value } = await reader.read()
    if (done) break
    text += decoder.decode(value.subarray(0, mostRead - read), { stream: true })
    read += value.length
  }
  await reader.cancel().catch(() => {})
  const line = text.replaceAll(/[\p{C}\s]+/gu, ' ').trim()
  return line === '' ? '' : `: ${line.slice(0, 200).toWellFormed()}`
}

/** Such as ECONNREFUSED. */
function causeOf(failure: TypeError): string {
  const cause = failure.cause as { readonly code?: string; readonly name?: string } | undefined
  return cause?.code ?? cause?.name ?? 'no answer'
}
