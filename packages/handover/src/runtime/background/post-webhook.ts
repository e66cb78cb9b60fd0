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
  const signal = AbortSignal.any([late.signal, options.stopping])
  try {
    const answer = await fetch(webhook.url, requestOf(webhook, body, signal)).catch((failure: unknown) => {
      if (late.signal.aborted) throw failed(`it did not answer within ${options.patience / 1000} s`)
      if (options.stopping.aborted) throw failed('this server stops')
      throw failure instanceof TypeError ? failed(`it could not be reached (${causeOf(failure)})`) : failure
    })
    if (answer.ok) return void answer.body?.cancel().catch(() => {})
    throw answer.status === 410 ? error('WEBHOOK_GONE', { name: webhook.name }) : failed(await refusalIn(answer))
  } finally {
    clearTimeout(timer)
    // Of what is still on its way nothing more is read.
    late.abort()
  }
}

/** What it answered. Whoever does not get to the end of saying why has answered nevertheless. */
async function refusalIn(answer: Response): Promise<string> {
  const isRedirect = answer.status >= 300 && answer.status < 400
  const said = isRedirect ? ', and redirects are not followed' : await beginningOf(answer).catch(() => '')
  return `it answered ${answer.status}${said}`
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
