import { error } from '../../errors.ts'
import { eventTypes, type EventType } from '../../engine/event.ts'
import type { AnyFlow } from '../../flow/flow-types.ts'
import { nearest } from '../../flow/nearest.ts'
import { isSecret } from '../../webhooks/sign.ts'

/** Who outside is told of what happens, by HTTP. */
export interface Webhook {
  /** Stays the same over restarts: what waits in the database is found by it. No hook may have it too. */
  readonly name: string
  /** Where it is sent to, by POST. */
  readonly url: string | URL
  /** With which it is signed: `whsec_` and base64, or any other text. */
  readonly secret: string
  /** Of what it tells; `'*'` is everything. */
  readonly events: readonly EventType[] | '*'
  /** Only of processes of these flows. */
  readonly flows?: readonly (AnyFlow | string)[]
  /** Whether it also sends what people filled in: the data of the process, summaries, notes. False by default. */
  readonly data?: boolean
}

export interface CheckedWebhook {
  readonly name: string
  readonly url: string
  readonly secret: string
  hears(type: EventType, flow: string): boolean
  readonly sendsData: boolean
}

/** Refuses what cannot be meant. Neither a secret nor what may be one in a url stands in a refusal. */
export function checkWebhooks(
  webhooks: readonly Webhook[] | undefined,
  flows: ReadonlyMap<string, unknown>,
): readonly CheckedWebhook[] {
  if (webhooks === undefined) return []
  if (!Array.isArray(webhooks)) throw invalid('webhooks', typeof webhooks, 'a list of { name, url, secret, events }')
  const names = new Set<string>()
  return webhooks.map((webhook: Webhook, i): CheckedWebhook => {
    const at = (key: string) => `webhooks[${i}].${key}`
    const { name, secret, events, data = false } = (webhook ?? {}) as Webhook
    if (typeof name !== 'string' || !/^[\w.-]{1,80}$/.test(name))
      throw invalid(at('name'), name, 'the webhook a name of letters, digits, dots and dashes')
    if (names.has(name)) throw invalid(at('name'), name, 'each webhook a name of its own')
    names.add(name)
    const url = checkUrl(at('url'), webhook.url)
    if (!isSecret(secret))
      throw invalid(at('secret'), secret === undefined ? undefined : '(not shown)', "a text, or 'whsec_' and base64")
    checkEvents(at('events'), events)
    if (typeof data !== 'boolean') throw invalid(at('data'), data, 'true or false')
    const only = webhook.flows === undefined ? undefined : checkFlows(at('flows'), webhook.flows, flows)
    const hears = (type: EventType, flow: string) =>
      (events === '*' || events.includes(type)) && (only === undefined || only.has(flow))
    return { name, url, secret, hears, sendsData: data }
  })
}

const invalid = (option: string, value: unknown, expected: string) =>
  error('OPTION_INVALID', { option, value, expected })

function checkUrl(option: string, value: unknown): string {
  const url = URL.parse(String(value))
  if (url === null) throw invalid(option, shown(value), 'a url such as https://example.org/hooks')
  const bare = `${url.protocol}//${url.host}${url.pathname}`
  if (!['http:', 'https:'].includes(url.protocol)) throw invalid(option, bare, 'a url with https: or http:')
  if (url.username !== '' || url.password !== '')
    throw invalid(option, bare, 'a url without user and password; the signature says who sends it')
  return url.href
}

/** Somebody may have put the secret there. */
const shown = (value: unknown) => (typeof value === 'string' && value.includes('_') ? '(not shown)' : value)

function checkEvents(option: string, events: unknown): void {
  if (events === '*') return
  if (!Array.isArray(events) || events.length === 0)
    throw invalid(option, events, "'*' or a list of events such as ['process.done']")
  for (const type of events) {
    if ((eventTypes as readonly unknown[]).includes(type)) continue
    throw invalid(option, type, `an event such as '${nearest(String(type), eventTypes) ?? 'process.done'}'`)
  }
}

function checkFlows(option: string, given: unknown, flows: ReadonlyMap<string, unknown>): ReadonlySet<string> {
  if (!Array.isArray(given) || given.length === 0) throw invalid(option, given, 'a list of flows or of their names')
  const names = given.map((flow: AnyFlow | string) => (typeof flow === 'string' ? flow : flow?.name))
  const unknown = names.find((name) => !flows.has(name))
  if (unknown !== undefined || names.includes(undefined as never))
    throw invalid(option, unknown, `flows of this Handover: ${[...flows.keys()].join(', ')}`)
  return new Set(names)
}
