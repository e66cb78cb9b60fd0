import { describe, expect, it } from 'vitest'
import { idMaker } from './new-id.ts'

const uuidV7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
const many = (newId: () => string, count = 100_000) => Array.from({ length: count }, newId)
const timeOf = (id: string) => parseInt(id.slice(0, 8) + id.slice(9, 13), 16)

describe('an id', () => {
  it('is a UUIDv7, each of a hundred thousand', () => {
    expect(many(idMaker()).filter((id) => !uuidV7.test(id))).toEqual([])
  })

  it('is never made twice', () => {
    expect(new Set(many(idMaker())).size).toBe(100_000)
  })

  it('sorts after all that were made before, also within a millisecond', () => {
    const ids = many(idMaker(() => 1_700_000_000_000))
    expect(ids).toEqual(ids.toSorted())
  })

  it('sorts after all that were made before, also when the clock goes back', () => {
    const times = [5000, 3000, 4999, 5000, 5001, 1]
    const newId = idMaker(() => times.shift()!)
    const ids = many(newId, 6)
    expect(ids).toEqual(ids.toSorted())
  })

  it('begins with the time at which it was made', () => {
    expect(timeOf(idMaker(() => 1_767_603_600_000)())).toBe(1_767_603_600_000)
  })

  it('differs from one maker to the next, within the same millisecond too', () => {
    const makers = Array.from({ length: 100 }, () => idMaker(() => 1_700_000_000_000))
    expect(new Set(makers.map((newId) => newId())).size).toBe(100)
  })
})
