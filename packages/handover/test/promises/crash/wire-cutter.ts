/** A TCP proxy that understands as much of PostgreSQL's protocol as to cut the wire behind a chosen message. */
import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

export interface WireCutter {
  /** The same address, through the proxy. */
  readonly url: string
  /** From now on so many messages get through, on all connections together; then all of them are cut. */
  arm(messages: number): void
  disarm(): void
  /** Messages since it was armed. */
  readonly count: number
  readonly isCut: boolean
  readonly cut: Promise<void>
  /** Answers when the server has ended all sessions of those that were cut: what they had not committed is undone. */
  settled(): Promise<void>
  close(): Promise<void>
}

/** What makes the server carry out a statement for good: a query, and the sync behind the parts of a prepared one. */
const counted = ['Q', 'S']
/** Also between a prepared statement and its sync. */
const finely = ['Q', 'E', 'S']

interface State {
  limit: number
  count: number
  isArmed: boolean
  isCut: boolean
}

export async function startWireCutter(url: string, isFine = false): Promise<WireCutter> {
  const types = new Set((isFine ? finely : counted).map((letter) => letter.charCodeAt(0)))
  const target = new URL(url)
  const sockets = new Set<Socket>()
  const sessions = new Set<Promise<unknown>>()
  const state: State = { limit: Infinity, count: 0, isArmed: false, isCut: false }
  let cut = Promise.withResolvers<void>()
  const cutAll = () => {
    state.isCut = true
    for (const socket of sockets) socket.destroy()
    cut.resolve()
  }
  const server = createServer((client) => {
    if (state.isCut) return void client.destroy()
    const upstream = connect(Number(target.port || 5432), target.hostname)
    const ended = once(upstream, 'close').finally(() => sessions.delete(ended))
    sessions.add(ended)
    sockets.add(client)
    for (const socket of [client, upstream]) socket.setNoDelay(true).on('error', () => {}) // seen as 'close'
    const messages = messageReader()
    client.on('data', (chunk: Buffer) => {
      for (const message of messages(chunk)) {
        if (state.isCut) return
        const isCounted = state.isArmed && message.type !== undefined && types.has(message.type)
        if (isCounted && state.count >= state.limit) return cutAll()
        upstream.write(message.bytes)
        if (isCounted && ++state.count >= state.limit) return cutAll()
      }
    })
    // What was let through is carried out, then the server finds nobody there any more.
    client.on('close', () => {
      sockets.delete(client)
      upstream.end()
    })
    upstream.on('data', (chunk: Buffer) => {
      if (!state.isCut) client.write(chunk)
    })
    upstream.on('close', () => client.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const through = new URL(url)
  through.hostname = '127.0.0.1'
  through.port = String((server.address() as AddressInfo).port)
  return {
    url: through.href,
    arm(limit) {
      cut = Promise.withResolvers()
      Object.assign(state, { limit, count: 0, isArmed: true })
    },
    disarm() {
      Object.assign(state, { isArmed: false, isCut: false })
    },
    get count() {
      return state.count
    },
    get isCut() {
      return state.isCut
    },
    get cut() {
      return cut.promise
    },
    settled: async () => void (await Promise.all(sessions)),
    async close() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

interface Message {
  /** Undefined for the first of a connection. */
  readonly type: number | undefined
  readonly bytes: Buffer
}

/** Takes the messages of one connection out of what comes in chunks. */
function messageReader(): (chunk: Buffer) => readonly Message[] {
  let rest = Buffer.alloc(0)
  let isFirst = true
  return (chunk) => {
    const messages: Message[] = []
    rest = Buffer.concat([rest, chunk])
    for (;;) {
      const head = isFirst ? 0 : 1
      if (rest.length < head + 4) return messages
      const length = head + rest.readUInt32BE(head)
      if (rest.length < length) return messages
      messages.push({ type: isFirst ? undefined : rest[0], bytes: rest.subarray(0, length) })
      rest = rest.subarray(length)
      isFirst = false
    }
  }
}
