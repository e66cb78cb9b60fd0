/** What holds of notices: hints that travel after commits, so what is asked of them is that they come, not when. */
import { randomUUID } from 'node:crypto'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import type { HeardNotice, Store } from '../../storage/store.ts'
import type { Subject } from '../store-contract.ts'
import { processSample, start } from './samples.ts'

export function noticesContract({ store, another, next }: Subject): void {
  const hearing = (at: Store) => {
    const heard: HeardNotice[] = []
    const stop = at.notices.listen((notice) => void heard.push(notice))
    onTestFinished(stop)
    return { heard, stop }
  }
  /** Writes and tells of it, again and again: who listens since just now may not hear the first. */
  const telling = (at: Store, process: string) => {
    const tell = async () => {
      await start(at, processSample(next()))
      at.notices.publish({ processes: [process] })
    }
    return async (seen: () => boolean) =>
      vi.waitFor(
        async () => {
          if (!seen()) await tell()
          expect(seen()).toBe(true)
        },
        { timeout: 10_000, interval: 100 },
      )
  }
  const tells = (notice: HeardNotice, process: string) => notice === 'everything' || notice.processes.includes(process)

  describe('notices', () => {
    test('of a moment are told together, to all who listen here', async () => {
      const [one, other] = [hearing(store()), hearing(store())]
      const [first, second] = [randomUUID(), randomUUID()]
      const half = { process: first, task: second, done: 0.5, note: null }
      store().notices.publish({ processes: [first], flows: ['leave'], audience: ['user:anna'], progress: [half] })
      store().notices.publish({ processes: [second, first], wakes: true, progress: [{ ...half, done: 0.75 }] })
      expect(one.heard).toEqual([])
      const both = {
        processes: [first, second],
        flows: ['leave'],
        audience: ['user:anna'],
        wakes: true,
        progress: [{ ...half, done: 0.75 }],
      }
      const ofBoth = ({ heard }: typeof one) =>
        heard.filter((each) => each !== 'everything' && each.processes[0] === first)
      await vi.waitFor(() => expect(ofBoth(one)).toEqual([both]), 5000)
      expect(ofBoth(other)).toEqual([both])
    })

    test('are not heard any more by who has stopped', async () => {
      const gone = hearing(store())
      const stays = hearing(store())
      gone.stop()
      const process = randomUUID()
      store().notices.publish({ processes: [process] })
      await vi.waitFor(() => expect(stays.heard.some((each) => tells(each, process))).toBe(true), 5000)
      expect(gone.heard).toEqual([])
    })

    test('come from another store on the same database', async () => {
      const other = await another()
      onTestFinished(() => other.close())
      const { heard } = hearing(other)
      const process = randomUUID()
      const isHeard = () => heard.some((each) => tells(each, process))
      await telling(store(), process)(isHeard)
      expect(isHeard()).toBe(true)
    })

    test('reach others although the store that tells them closes at once', async () => {
      const [listener, short] = [await another(), await another()]
      onTestFinished(() => listener.close())
      const { heard } = hearing(listener)
      const warm = randomUUID()
      await telling(store(), warm)(() => heard.some((each) => tells(each, warm)))
      const process = randomUUID()
      heard.length = 0
      await start(short, processSample(next()))
      short.notices.publish({ processes: [process] })
      await short.close()
      await vi.waitFor(() => expect(heard.some((each) => tells(each, process))).toBe(true), 5000)
    })
  })
}
