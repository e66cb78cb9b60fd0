import { createHash, randomUUID } from 'node:crypto'
import type { NoticeWay } from '../notice-box.ts'
import type { HeardNotice } from '../store.ts'
import type { Clients } from './clients.ts'
import { listenOn } from './listen-on.ts'

/** PostgreSQL refuses a payload of 8000 bytes. */
const mostBytes = 7900

/** By way of NOTIFY and LISTEN: what a store hears of itself it has told already. */
export function notifyWay(clients: Clients, schema: string | undefined): NoticeWay {
  const from = randomUUID()
  const channel = channelOf(schema)
  return {
    async send(notice) {
      const whole = JSON.stringify({ from, notice })
      const isTooLong = Buffer.byteLength(whole) > mostBytes
      const text = isTooLong ? JSON.stringify({ from, notice: 'everything' }) : whole
      // NOTIFY makes a transaction of its own to be flushed, which nobody has to wait for.
      await clients.send([{ text: notify, values: [channel, text] }])
    },
    open: (heard) =>
      listenOn(clients, channel, {
        heard: (payload) => {
          const { from: other, notice } = read(payload)
          if (other !== from) heard(notice)
        },
        missed: () => heard('everything'),
      }),
  }
}

const notify = "select set_config('synchronous_commit', 'off', true), pg_notify($1, $2)"

/** Names of channels end after 63 bytes. */
function channelOf(schema: string | undefined): string {
  if (schema === undefined) return 'handover'
  return `handover_${createHash('sha256').update(schema).digest('hex').slice(0, 20)}`
}

/** Whatever else is said on the channel, or in a later version's words, is a reason to look. */
function read(payload: string): { readonly from?: unknown; readonly notice: HeardNotice } {
  try {
    const { from, notice } = JSON.parse(payload) as { from?: unknown; notice?: Partial<HeardNotice> }
    const isKnown = typeof notice === 'object' && keys.every((key) => key in notice)
    return { from, notice: isKnown ? (notice as HeardNotice) : 'everything' }
  } catch {
    return { notice: 'everything' }
  }
}
const keys = ['processes', 'flows', 'audience', 'wakes', 'progress']
