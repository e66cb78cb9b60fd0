import type { LiveChange, LiveReady } from '../http/wire-live.ts'
import { answerTo, type Call, type ClientOptions } from './request.ts'

/** One word of the stream: `ready` first, then `changed` whenever something has. */
export type LiveEvent =
  | { readonly type: 'ready'; readonly data: LiveReady }
  | { readonly type: 'changed'; readonly data: LiveChange }

/**
 * The events of a stream, as they come. It is read with `fetch`, as everything else here: the browser's own
 * `EventSource` sends no header, and knows no token.
 */
export async function* changes(options: ClientOptions, call: Call): AsyncGenerator<LiveEvent, void> {
  const { answer } = await answerTo(options, call, 'text/event-stream')
  const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader()
  // Not every `fetch` that is handed in ends what it answered with when the call is given up.
  const leave = () => void reader.cancel().catch(() => {})
  call.signal?.addEventListener('abort', leave, { once: true })
  let rest = ''
  try {
    for (;;) {
      const { done, value } = await reader.read().catch(() => ({ done: true, value: undefined }))
      if (done || value === undefined) return
      const blocks = (rest + value).split('\n\n')
      rest = blocks.pop()!
      yield* blocks.map(read).filter((event) => event !== undefined)
    }
  } finally {
    // Whoever stops reading leaves.
    call.signal?.removeEventListener('abort', leave)
    leave()
  }
}

/** Undefined for what only keeps the connection awake. */
function read(block: string): LiveEvent | undefined {
  const fields = new Map(block.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line]))
  const [type, data] = ['event', 'data'].map((name) => fields.get(name)?.slice(name.length + 2))
  if (type === undefined || data === undefined) return undefined
  return { type, data: JSON.parse(data) } as LiveEvent
}
