import type { HandoverError } from '../errors.ts'
import type { MaybePromise } from '../flow/visit.ts'
import type { Handover } from '../runtime/handover.ts'
import { apiApp } from './api-app.ts'
import type { Asking, MayOperate, MayPublish } from './asking.ts'
import { guardOrigin, isWrite } from './guard-origin.ts'
import { answerHealth } from './health.ts'
import { identifyActor, type Identify } from './identify-actor.ts'
import { LiveStreams, type LiveOptions } from './live/live-streams.ts'
import { normalBasePath, pathInside, requestAt, unknownRoute } from './mount.ts'
import { peopleFrom, type Users } from './people.ts'
import { answerProblem, refusalFor, statusOf } from './problem.ts'
import { readBody } from './read-body.ts'

export interface ApiOptions {
  /** Who sends this request, from your session or token; null for nobody. Without it everyone is refused. */
  readonly identify?: Identify
  /** Your directory of users: to name people, and to give work to them. */
  readonly users?: Users
  /** Answers what is not the API, such as `desk()` of `handover-desk`. Its requests have their whole path, mount included. */
  readonly desk?: Desk
  /** Where the handler is mounted, such as `/flow`; whether the host strips it from the url does not matter. */
  readonly basePath?: string
  /** The most bytes that a request may send; 1 MiB by default. */
  readonly bodyLimit?: number
  /** Other origins whose pages may write, such as `https://intranet.example.org`. */
  readonly origins?: readonly string[]
  /** Routes of your own, asked first, at paths inside the mount; undefined goes on. Cross-origin writes never reach them. */
  readonly extra?: (request: Request) => MaybePromise<Response | undefined>
  /**
   * Who may send which messages and signals over HTTP: `(actor, name, kind) => actor.permissions.includes('shop.events')`.
   * By default nobody; code sends them with `handover.message` and `handover.signal`.
   */
  readonly mayPublish?: MayPublish
  /**
   * Who looks after the whole installation, and sees and settles every incident. By default nobody: with the right
   * `<flow>.manage` one sees those of that flow's processes.
   */
  readonly mayOperate?: MayOperate
  /** The streams that keep pages current: how many, and at which pace. */
  readonly live?: LiveOptions
  /** Hears of every failure that is the server's own; by default it is written to the console. */
  readonly onError?: (failure: unknown) => void
}

/** A part of the application that answers with pages; `handover-desk` is one. */
export interface Desk {
  fetch(request: Request, mount: { readonly basePath: string }): MaybePromise<Response | undefined>
}

export interface Api {
  /** Answers any request; it never throws. */
  readonly fetch: (request: Request) => Promise<Response>
}

/**
 * The HTTP API of a running Handover as one handler, for any server and under any path.
 *
 * @example
 * const api = createApi(handover, { identify: (request) => userOf(request), basePath: '/flow' })
 * serve({ fetch: api.fetch, port: 3000 }) // @hono/node-server
 * express().use('/flow', getRequestListener(api.fetch)) // or inside an application
 */
export function createApi(handover: Handover, options: ApiOptions = {}): Api {
  const { origins = [], bodyLimit = 1024 * 1024, onError = console.error } = options
  const { identify, users, desk, extra, mayPublish = nobody, mayOperate = nobody } = options
  const basePath = normalBasePath(options.basePath ?? '')
  const report = (refusal: HandoverError): void => {
    if (statusOf(refusal) >= 500) onError(refusal.code === 'SERVER_FAILED' ? refusal.cause : refusal)
  }
  const refuse = (thrown: unknown): Response => {
    const refusal = refusalFor(thrown)
    report(refusal)
    return answerProblem(refusal)
  }
  const live = new LiveStreams(handover, options.live)
  const app = apiApp(handover, { basePath, refuse })

  const answer = async (received: Request): Promise<Response> => {
    guardOrigin(received, origins)
    const path = pathInside(basePath, new URL(received.url).pathname)
    const request = requestAt(received, path)
    const own = await extra?.(request)
    if (own !== undefined) return own
    const health = await answerHealth(handover, request, path)
    if (health !== undefined) return health
    if (path === '/api' || path.startsWith('/api/')) {
      const again = () => identifyActor(identify, received)
      const actor = await again()
      const people = peopleFrom(users)
      const asking: Asking = { handover, users, actor, people, mayPublish, mayOperate, live, identify: again, report }
      return app.fetch(isWrite(request) ? await withJson(request, bodyLimit) : request, { asking })
    }
    const page = await desk?.fetch(requestAt(received, basePath + path), { basePath })
    return page ?? refuse(unknownRoute(request.method, path, basePath))
  }
  return { fetch: (request) => answer(request).catch(refuse) }
}

const nobody = (): boolean => false

/** The same write with its body read, checked and short enough. */
async function withJson(request: Request, most: number): Promise<Request> {
  const body = await readBody(request, most)
  const key = request.headers.get('idempotency-key')
  const headers = { 'content-type': 'application/json', ...(key !== null && { 'idempotency-key': key }) }
  return new Request(request.url, { method: request.method, headers, body })
}
