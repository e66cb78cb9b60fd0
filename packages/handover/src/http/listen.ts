import { serve } from '@hono/node-server'
import type { AddressInfo } from 'node:net'
import { error } from '../errors.ts'

export interface ListenOptions {
  /** 0 takes any free port. */
  readonly port: number
  /** `127.0.0.1` by default: only this machine. */
  readonly hostname?: string
}

export interface Listening {
  /** `http://127.0.0.1:3000` */
  readonly url: string
  /** Takes no more requests, ends streams, and answers when what is under way is done. */
  close(): Promise<void>
}

/**
 * Serves a `fetch` handler with Node, for applications that have no server of their own. Throws `PORT_TAKEN`.
 *
 * @example
 * const server = await listen(createApi(handover, { identify }), { port: 3000 })
 * console.log(server.url)
 */
export function listen(
  { fetch }: { readonly fetch: (request: Request) => Response | Promise<Response> },
  { port, hostname = '127.0.0.1' }: ListenOptions,
): Promise<Listening> {
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw error('OPTION_INVALID', { option: 'port', value: port, expected: 'a whole number from 0 to 65535' })
  }
  return new Promise((resolve, reject) => {
    const closing = new AbortController()
    const answer = async (request: Request) => endable(await fetch(request), closing.signal)
    const server = serve({ fetch: answer, port, hostname })
    server.once('listening', () => {
      const { port: actual } = server.address() as AddressInfo
      const close = () => {
        closing.abort()
        return new Promise<void>((done) => server.close(() => done()))
      }
      const host = hostname.includes(':') ? `[${hostname}]` : hostname
      resolve({ url: `http://${host}:${actual}`, close })
    })
    server.once('error', (cause: NodeJS.ErrnoException) => {
      reject(cause.code === 'EADDRINUSE' ? error('PORT_TAKEN', { port }, { cause }) : cause)
    })
  })
}

/** A stream of events never ends by itself: whoever closes the server would wait for its last reader. */
function endable(response: Response, closing: AbortSignal): Response {
  if (response.body === null || response.headers.get('content-type')?.startsWith('text/event-stream') !== true)
    return response
  const { readable, writable } = new TransformStream()
  const over = response.body.pipeTo(writable, { signal: closing, preventAbort: true })
  over.catch(() => writable.close()).catch(() => {}) // whose reader has left is closed already
  return new Response(readable, response)
}
