/** A server that receives webhooks, and may fail in every way that such servers fail. */
import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import type { WebhookBody } from 'handover/webhooks'

interface Received {
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly text: string
  readonly body: WebhookBody
}
type Answer = (response: ServerResponse, received: Received) => void

const taken: Answer = (response) => void response.writeHead(204).end()

export async function receiver(answer: Answer = taken) {
  const received: Received[] = []
  const now = { answer }
  const take = async (request: IncomingMessage, response: ServerResponse) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part as Buffer)
    const text = Buffer.concat(parts).toString()
    const one = { path: request.url!, headers: request.headers, text, body: JSON.parse(text || 'null') as WebhookBody }
    received.push(one)
    now.answer(response, one)
  }
  const server = createServer((request, response) => void take(request, response))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks`
  const types = () => received.map(({ body }) => body.type)
  return {
    url,
    received,
    types,
    answerWith: (next: Answer) => void (now.answer = next),
    recover: () => void (now.answer = taken),
  }
}
