/** A TCP proxy that counts round trips: how often the traffic turns from the client to the server. */
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

export interface TcpProxy {
  /** The same address, through the proxy. */
  readonly url: string
  /** Forgets what was counted, runs `body`, and answers with what it cost. */
  readonly count: (body: () => Promise<unknown>) => Promise<Traffic>
  readonly close: () => Promise<void>
}

export interface Traffic {
  /** Times that a client spoke after the server, or first. */
  readonly roundTrips: number
  /** How often a whole word stood in what the clients sent, such as `commit`. */
  readonly words: (word: string) => number
}

/** Stands between clients and the server that the URL names; at any free port when none is said. */
export async function startTcpProxy(url: string, port = 0): Promise<TcpProxy> {
  const target = new URL(url)
  const sockets = new Set<Socket>()
  let roundTrips = 0
  let sent = ''
  const server = createServer((client) => {
    const upstream = connect(Number(target.port || 5432), target.hostname)
    let speaker: 'client' | 'server' = 'server'
    client.on('data', (chunk: Buffer) => {
      if (speaker === 'server') roundTrips++
      speaker = 'client'
      sent += chunk.toString('latin1')
      upstream.write(chunk)
    })
    upstream.on('data', (chunk: Buffer) => {
      speaker = 'server'
      client.write(chunk)
    })
    for (const [socket, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(socket)
      socket.setNoDelay(true)
      socket.on('error', () => {}) // seen as 'close'
      socket.on('close', () => {
        sockets.delete(socket)
        other.destroy()
      })
    }
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const through = new URL(url)
  through.hostname = '127.0.0.1'
  through.port = String((server.address() as AddressInfo).port)
  return {
    url: through.href,
    async count(body) {
      roundTrips = 0
      sent = ''
      await body()
      const [trips, text] = [roundTrips, sent]
      return { roundTrips: trips, words: (word) => [...text.matchAll(new RegExp(`\\b${word}\\b`, 'g'))].length }
    },
    async close() {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
