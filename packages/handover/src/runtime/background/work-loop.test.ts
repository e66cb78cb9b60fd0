import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, describe, expect, test } from 'vitest'
import { WorkLoop, type Pace, type Work } from './work-loop.ts'

interface Item {
  readonly id: string
  readonly turn: string
}
type Deed = (item: Item) => Promise<void>

/** Work that lies on a table, and is gone when it is done. */
function tableOf(items: readonly Item[], deed: Deed = async () => {}) {
  const table = new Map(items.map((item) => [item.id, item]))
  const done: string[] = []
  let looks = 0
  const work: Work<Item> = {
    look: async (limit) => {
      looks++
      const found = [...table.values()].slice(0, limit)
      await pause(1)
      return found
    },
    idOf: ({ id }) => id,
    turnOf: ({ turn }) => turn,
    async carryOut(item) {
      await deed(item)
      table.delete(item.id)
      done.push(item.id)
    },
  }
  return { table, done, work, looks: () => looks }
}
const itemsOf = (count: number, turn = (n: number) => String(n)) =>
  Array.from({ length: count }, (_, n) => ({ id: `i${n}`, turn: turn(n) }))

describe('a loop of work', () => {
  const loops: WorkLoop<Item>[] = []
  const failures: unknown[] = []
  const begin = (work: Work<Item>, pace: Partial<Pace> = {}) => {
    failures.length = 0
    const loop = new WorkLoop(work, {
      now: () => new Date(),
      onFailure: (failure) => failures.push(failure),
      poll: 60_000,
      ...pace,
    })
    loops.push(loop)
    loop.start()
    return loop
  }
  afterEach(async () => {
    for (const loop of loops.splice(0)) await loop.stop()
  })

  test('does all that is due, each once, although it is told of it many times', async () => {
    const { work, done } = tableOf(itemsOf(200), () => pause(Math.random() * 3))
    const loop = begin(work)
    for (let n = 0; n < 20; n++) {
      loop.kick()
      await pause(1)
    }
    await loop.idle()
    expect(done.toSorted()).toEqual(
      itemsOf(200)
        .map(({ id }) => id)
        .toSorted(),
    )
  })

  test('does so much at once, and no more', async () => {
    let running = 0
    let most = 0
    const { work } = tableOf(itemsOf(40), async () => {
      most = Math.max(most, ++running)
      await pause(2)
      running--
    })
    await begin(work, { most: 5 }).idle()
    expect(most).toBe(5)
  })

  test('does what has one turn one after the other, in its order', async () => {
    const running = new Set<string>()
    const { work, done } = tableOf(
      itemsOf(20, (n) => (n % 2 === 0 ? 'even' : 'odd')),
      async ({ turn }) => {
        expect(running.has(turn)).toBe(false)
        running.add(turn)
        await pause(1)
        running.delete(turn)
      },
    )
    await begin(work).idle()
    const even = done.filter((id) => Number(id.slice(1)) % 2 === 0)
    expect(even).toEqual(even.toSorted((one, other) => Number(one.slice(1)) - Number(other.slice(1))))
    expect(done).toHaveLength(20)
  })

  test('does nothing while nobody tells it of anything, until it looks by itself', async () => {
    const { work, table, done, looks } = tableOf([])
    const loop = begin(work, { poll: 80 })
    await loop.idle()
    const before = looks()
    table.set('i0', { id: 'i0', turn: '0' })
    await pause(30)
    expect(looks()).toBe(before)
    await expect.poll(() => done, { timeout: 1000, interval: 10 }).toEqual(['i0'])
  })

  test('wakes at the earliest moment that it was told of', async () => {
    const { work, table, done } = tableOf([])
    const loop = begin(work)
    await loop.idle()
    const at = (milliseconds: number) => new Date(Date.now() + milliseconds).toISOString()
    loop.expect(at(5000))
    loop.expect(at(60))
    loop.expect(at(3000))
    table.set('i0', { id: 'i0', turn: '0' })
    await pause(30)
    expect(done).toEqual([])
    await expect.poll(() => done, { timeout: 500, interval: 5 }).toEqual(['i0'])
  })

  test('does not run in circles by a clock that stands still', async () => {
    const { work, looks } = tableOf([])
    const still = new Date()
    const loop = begin(work, { now: () => still })
    await loop.idle()
    const before = looks()
    loop.expect(new Date(still.getTime() + 1).toISOString())
    await pause(60)
    expect(looks() - before).toBeLessThan(3)
  })

  test('rests when the store fails, says so once, and goes on', async () => {
    let isDown = true
    const { work, done } = tableOf(itemsOf(3), async () => {
      if (isDown) throw new Error('store away')
    })
    const loop = begin(work, { poll: 50 })
    await expect.poll(() => failures.length, { timeout: 500, interval: 5 }).toBe(1)
    const so = failures.length
    isDown = false
    await expect.poll(() => done, { timeout: 1000 }).toHaveLength(3)
    expect(so).toBe(1)
    await loop.idle()
  })

  test('is not idle when it cannot look', async () => {
    const { work } = tableOf([])
    const loop = begin({ ...work, look: () => Promise.reject(new Error('store away')) })
    await expect(loop.idle()).rejects.toThrow('store away')
  })

  test('waits for what is under way when it stops, and begins nothing more', async () => {
    const { work, done } = tableOf(itemsOf(20), () => pause(20))
    const loop = begin(work, { most: 2 })
    await expect.poll(() => loop.moves, { interval: 1 }).toBeGreaterThan(0)
    await loop.stop()
    const ended = done.length
    expect(ended).toBeGreaterThan(0)
    await pause(60)
    expect(done).toHaveLength(ended)
    expect(done.length).toBeLessThan(20)
  })
})
