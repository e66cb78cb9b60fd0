import { describe, expect, it } from 'vitest'
import { error } from '../errors.ts'
import type { Store, Unit } from '../storage/store.ts'
import { Numbers } from './numbers.ts'

/** A database that counts how often it is asked; `away` are the draws that fail. */
function database({ away = [] as number[] } = {}) {
  let next = 1
  let draws = 0
  const takeNumbers = async (count: number) => {
    draws += 1
    await Promise.resolve()
    if (away.includes(draws)) throw error('STORE_UNREACHABLE', { place: 'here', message: 'gone' })
    const first = next
    next += count
    return first
  }
  return { store: { takeNumbers } as Store, unit: { takeNumbers } as Unit, draws: () => draws }
}
const rest = () => new Promise(setImmediate)
const take = async (numbers: Numbers, count: number) => {
  const taken: number[] = []
  for (let i = 0; i < count; i++) taken.push(await numbers.take(null))
  return taken
}

describe('process numbers', () => {
  it('are never given twice, to however many ask at once', async () => {
    const { store } = database()
    const servers = [new Numbers(store, 10), new Numbers(store, 10), new Numbers(store, 10)]
    const taken = await Promise.all(Array.from({ length: 1000 }, (_, index) => servers[index % 3]!.take(null)))
    expect(new Set(taken).size).toBe(1000)
  })

  it('are drawn in blocks, and ahead of need: none but the first start waits for the database', async () => {
    const { store, draws } = database()
    const numbers = new Numbers(store, 10)
    expect(await take(numbers, 5)).toEqual([1, 2, 3, 4, 5])
    expect(draws()).toBe(1)
    expect(await take(numbers, 1)).toEqual([6])
    await rest()
    expect(draws()).toBe(2)
    expect(await take(numbers, 9)).toEqual([7, 8, 9, 10, 11, 12, 13, 14, 15])
    expect(draws()).toBe(2)
  })

  it('are drawn once for all who wait for the same block', async () => {
    const { store, draws } = database()
    const numbers = new Numbers(store, 100)
    await Promise.all(Array.from({ length: 40 }, () => numbers.take(null)))
    expect(draws()).toBe(1)
  })

  it('come again after a draw that failed, and only who had to wait hears of it', async () => {
    const { store } = database({ away: [1, 3] })
    const numbers = new Numbers(store, 4)
    await expect(numbers.take(null)).rejects.toMatchObject({ code: 'STORE_UNREACHABLE' })
    const taken = await take(numbers, 4)
    await rest()
    expect([...taken, ...(await take(numbers, 8))]).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
  })

  it('are drawn inside an open transaction when none is left, because outside it would wait for itself', async () => {
    const { unit, draws } = database()
    const store = { takeNumbers: () => new Promise<number>(() => {}) } as unknown as Store
    const numbers = new Numbers(store, 10)
    expect([await numbers.take(unit), await numbers.take(unit)]).toEqual([1, 2])
    expect(draws()).toBe(2)
  })

  it('are taken from the stock inside an open transaction too', async () => {
    const { store, unit, draws } = database()
    const numbers = new Numbers(store, 10)
    await take(numbers, 1)
    expect(await numbers.take(unit)).toBe(2)
    expect(draws()).toBe(1)
  })
})
