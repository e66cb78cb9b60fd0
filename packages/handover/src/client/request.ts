import { refusalOf, unexpected, unreachable } from './api-error.ts'

export interface ClientOptions {
  /** Where the handler of `createApi` is mounted: `/flow`, `https://example.org/flow`, or '' for the root. */
  readonly baseUrl: string
  readonly fetch?: (url: string, init: RequestInit) => Promise<Response>
  /** Sent with every request; a function is asked each time, for tokens that change. */
  readonly headers?: Headers_ | (() => Headers_ | Promise<Headers_>)
}
type Headers_ = Readonly<Record<string, string>>

export interface CallOptions {
  /** Gives the call up; it then throws the signal's reason, not an `ApiError`. */
  readonly signal?: AbortSignal | undefined
}

export interface WriteOptions extends CallOptions {
  /**
   * A key of yours for this one write, such as `crypto.randomUUID()`: sent again with it, the same write is answered as
   * it was first, and nothing happens twice. Keep it for as long as you try.
   */
  readonly idempotencyKey?: string | undefined
}

export interface Call {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly query?: object | undefined
  readonly body?: object
  readonly signal: AbortSignal | undefined
  readonly idempotencyKey?: string | undefined
}

/** One call: what the server answered, or the reason why it did not. */
export async function request<T>(options: ClientOptions, call: Call): Promise<T> {
  const { answer, url } = await answerTo(options, call)
  const answered = answer.json().catch((cause: unknown) => giveUp(call, () => unexpected(url, answer.status, cause)))
  return answered as Promise<T>
}

/** The answer to a call, when it is none of a refusal. */
export async function answerTo(
  options: ClientOptions,
  call: Call,
  accept = 'application/json',
): Promise<{ readonly answer: Response; readonly url: string }> {
  const url = urlOf(options, call)
  const own = typeof options.headers === 'function' ? await options.headers() : options.headers
  const send = options.fetch ?? fetch
  const init: RequestInit = {
    method: call.method,
    headers: {
      accept,
      ...(call.body && { 'content-type': 'application/json' }),
      ...(call.idempotencyKey !== undefined && { 'idempotency-key': call.idempotencyKey }),
      ...own,
    },
    ...(call.body && { body: JSON.stringify(call.body) }),
    ...(call.signal && { signal: call.signal }),
  }
  const answer = await send(url, init).catch((cause: unknown) => giveUp(call, () => unreachable(url, cause)))
  if (!answer.ok) throw await refusalOf(answer, url)
  return { answer, url }
}

/** Where an endpoint lies. */
export const urlOf = ({ baseUrl }: ClientOptions, { path, query }: Pick<Call, 'path' | 'query'>): string =>
  `${baseUrl.replace(/\/+$/, '')}/api/${path}${search(query)}`

function giveUp(call: Call, why: () => Error): never {
  call.signal?.throwIfAborted()
  throw why()
}

function search(query: object = {}): string {
  const given = new URLSearchParams()
  for (const [key, value] of Object.entries(query)) {
    if (value === undefined || value === null) continue
    given.set(key, typeof value === 'object' ? JSON.stringify(value) : String(value))
  }
  return given.size > 0 ? `?${given.toString()}` : ''
}

/** A path with its parts encoded. */
export function at(texts: TemplateStringsArray, ...parts: readonly string[]): string {
  return texts.map((text, i) => text + (i < parts.length ? encodeURIComponent(parts[i]!) : '')).join('')
}
