import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { isHandoverError } from '../errors.ts'
import { applyPatch, changesOf, decodeData, firstData, layOver } from './data.ts'

const day = z.codec(z.iso.date(), z.date(), {
  decode: (text) => new Date(`${text}T00:00:00Z`),
  encode: (date) => date.toISOString().slice(0, 10),
})
const leave = z.object({
  reason: z.string().min(1),
  days: z.number().default(1),
  note: z.string().optional(),
  answer: z.string().nullable().default(null),
  from: day.optional(),
})
const place = { flow: 'leave', number: 7 }

/** What a function does with the data, as the runtime does it: decode, call, encode, compare. */
async function changedBy(stored: Record<string, unknown>, change: (data: z.output<typeof leave>) => unknown) {
  const data = await decodeData(leave, stored, place)
  return changesOf(leave, stored, change(data) ?? data, place)
}

describe('the first data', () => {
  test('is checked and has its defaults', async () => {
    expect(await firstData(leave, { reason: 'Holiday' })).toEqual({
      data: { reason: 'Holiday', days: 1, answer: null },
    })
  })

  test('is stored encoded', async () => {
    const first = await firstData(leave, { reason: 'Holiday', from: '2030-01-02' })
    expect(first).toMatchObject({ data: { from: '2030-01-02' } })
  })

  test('that is not valid is answered with place, reason and value', async () => {
    const first = await firstData(leave, { reason: '', days: 'two' })
    expect(first).toEqual({
      issues: [
        {
          path: ['reason'],
          message: expect.stringContaining('Too small'),
          value: '',
          rule: expect.objectContaining({ code: 'too_small' }),
        },
        {
          path: ['days'],
          message: expect.stringContaining('expected number'),
          value: 'two',
          rule: { code: 'invalid_type', expected: 'number' },
        },
      ],
    })
  })

  test.each([undefined, null, 'text', []])('cannot be %j', async (input) => {
    expect(await firstData(leave, input)).toHaveProperty('issues')
  })

  test('waits for asynchronous refinements', async () => {
    const known = z.object({ name: z.string().refine(async (name) => name === 'Anna', 'is unknown') })
    expect(await firstData(known, { name: 'Anna' })).toEqual({ data: { name: 'Anna' } })
    expect(await firstData(known, { name: 'Ben' })).toMatchObject({
      issues: [{ path: ['name'], message: 'is unknown' }],
    })
  })
})

describe('an input laid over the data', () => {
  const stored = { reason: 'Holiday', days: 5, answer: 'yes' }

  test('writes only the keys that were sent', async () => {
    expect(await layOver(leave, stored, { reason: 'Move' })).toEqual({ patch: { set: { reason: 'Move' }, remove: [] } })
  })

  test('never brings a default back over a stored value', async () => {
    const result = await layOver(leave, stored, { note: 'soon' })
    expect(applyPatch(stored, patchOf(result))).toEqual({ ...stored, note: 'soon' })
  })

  test('may send null, which is kept', async () => {
    expect(patchOf(await layOver(leave, stored, { answer: null }))).toEqual({ set: { answer: null }, remove: [] })
  })

  test('removes an optional key by undefined', async () => {
    const result = await layOver(leave, { ...stored, note: 'soon' }, { note: undefined })
    expect(patchOf(result)).toEqual({ set: {}, remove: ['note'] })
  })

  test('brings the default back for undefined, because the key was sent', async () => {
    expect(patchOf(await layOver(leave, stored, { days: undefined }))).toEqual({ set: { days: 1 }, remove: [] })
  })

  test('is refined as a whole', async () => {
    const span = z.object({ first: z.number(), last: z.number() }).refine(({ first, last }) => first <= last, {
      path: ['last'],
      message: 'is before the first',
    })
    expect(await layOver(span, { first: 3, last: 4 }, { last: 2 })).toEqual({
      issues: [{ path: ['last'], message: 'is before the first', value: 2 }],
    })
    expect(await layOver(span, { first: 3, last: 4 }, { last: 5 })).toEqual({ patch: { set: { last: 5 }, remove: [] } })
  })

  test('is refined asynchronously', async () => {
    const known = z.object({ name: z.string(), age: z.number() }).refine(async ({ name }) => name === 'Anna')
    expect(await layOver(known, { name: 'Anna', age: 1 }, { age: 2 })).toHaveProperty('patch')
    expect(await layOver(known, { name: 'Anna', age: 1 }, { name: 'Ben' })).toHaveProperty('issues')
  })

  test('takes what a codec stores', async () => {
    expect(patchOf(await layOver(leave, stored, { from: '2030-02-03' }))).toEqual({
      set: { from: '2030-02-03' },
      remove: [],
    })
  })

  test('leaves keys alone that this definition does not know', async () => {
    const older = { ...stored, carrier: 'own' }
    expect(applyPatch(older, patchOf(await layOver(leave, older, { days: 2 })))).toEqual({ ...older, days: 2 })
  })

  test('that is wrong changes nothing and names the place', async () => {
    expect(await layOver(leave, stored, { days: 'two' })).toMatchObject({ issues: [{ path: ['days'], value: 'two' }] })
  })
})

describe('what a function changed', () => {
  const stored = { reason: 'Holiday', days: 5, answer: 'yes' }

  test('is nothing when it only looked', async () => {
    expect(patchOf(await changedBy(stored, () => undefined))).toEqual({ set: {}, remove: [] })
  })

  test('is found in what was changed in place', async () => {
    expect(patchOf(await changedBy(stored, (data) => void (data.days += 1)))).toEqual({ set: { days: 6 }, remove: [] })
  })

  test('is found when the data was replaced', async () => {
    const result = await changedBy(stored, (data) => ({ ...data, reason: 'Move', answer: null }))
    expect(patchOf(result)).toEqual({ set: { reason: 'Move', answer: null }, remove: [] })
  })

  test('may be a Date, which is stored encoded', async () => {
    const result = await changedBy(stored, (data) => void (data.from = new Date('2030-03-04T00:00:00Z')))
    expect(patchOf(result)).toEqual({ set: { from: '2030-03-04' }, remove: [] })
  })

  test('is an unchanged Date not', async () => {
    const result = await changedBy({ ...stored, from: '2030-03-04' }, (data) => void (data.days = 1))
    expect(patchOf(result)).toEqual({ set: { days: 1 }, remove: [] })
  })

  test.each([
    ['deleted', (data: any) => void delete data.note],
    ['set to undefined', (data: any) => void (data.note = undefined)],
  ])('removes an optional key that was %s', async (_, change) => {
    expect(patchOf(await changedBy({ ...stored, note: 'soon' }, change))).toEqual({ set: {}, remove: ['note'] })
  })

  test('leaves keys alone that this definition does not know', async () => {
    const older = { ...stored, carrier: 'own' }
    const result = await changedBy(older, (data) => ({ ...data, days: 2 }))
    expect(applyPatch(older, patchOf(result))).toEqual({ ...older, days: 2 })
  })

  test('is kept for keys that a loose schema lets in', async () => {
    const loose = z.looseObject({ reason: z.string() })
    const result = await changesOf(loose, { reason: 'x', old: 1 }, { reason: 'x', extra: 2 }, place)
    expect(patchOf(result)).toEqual({ set: { extra: 2 }, remove: ['old'] })
  })

  test('has to be valid', async () => {
    expect(await changedBy(stored, (data) => void (data.reason = ''))).toMatchObject({
      issues: [{ path: ['reason'], value: '' }],
    })
  })
})

describe('stored data that is read', () => {
  test('gets the default of a key that was added later', async () => {
    expect(await decodeData(leave, { reason: 'Holiday' }, place)).toEqual({ reason: 'Holiday', days: 1, answer: null })
  })

  test('comes decoded', async () => {
    const data = await decodeData(leave, { reason: 'Holiday', from: '2030-01-02' }, place)
    expect(data.from).toEqual(new Date('2030-01-02T00:00:00Z'))
  })

  test('that no longer fits is an error naming process, key and value', async () => {
    const failure = await decodeData(leave, { reason: 'Holiday', days: 'two' }, place).catch((error: unknown) => error)
    expect(isHandoverError(failure) && failure.code).toBe('DATA_UNREADABLE')
    expect(failure).toHaveProperty('message', expect.stringContaining("process #7 of flow 'leave'"))
    expect(failure).toHaveProperty('message', expect.stringContaining("'days'"))
    expect(failure).toHaveProperty('message', expect.stringContaining("(got 'two')"))
  })

  test('may be refined asynchronously', async () => {
    const known = z.object({ name: z.string() }).refine(async ({ name }) => name === 'Anna')
    expect(await decodeData(known, { name: 'Anna' }, place)).toEqual({ name: 'Anna' })
    await expect(decodeData(known, { name: 'Ben' }, place)).rejects.toThrow('DATA_UNREADABLE')
  })
})

function patchOf(result: Awaited<ReturnType<typeof layOver>>) {
  if ('issues' in result) throw new Error(`It was refused: ${JSON.stringify(result.issues)}`)
  return result.patch
}

test('a strict schema keeps what another definition stored, out of its sight', async () => {
  const strict = z.strictObject({ days: z.int(), note: z.string().optional() })
  const stored = { days: 3, gone: 'kept' }
  expect(await decodeData(strict, stored, { flow: 'leave', number: 1 })).toEqual({ days: 3 })
  expect(await layOver(strict, stored, { note: 'sun' })).toEqual({ patch: { set: { note: 'sun' }, remove: [] } })
  expect(await layOver(strict, stored, { nota: 'sun' })).toMatchObject({ issues: [expect.anything()] })
})

test('what JSON would change is refused where the schema lets anything in', async () => {
  const open = z.object({ bag: z.any() })
  expect(await changesOf(open, { bag: {} }, { bag: { at: new Date(0) } }, place)).toMatchObject({
    issues: [{ path: ['bag'] }],
  })
  expect(await layOver(open, {}, { bag: { at: '1970-01-01' } })).toMatchObject({
    patch: { set: { bag: { at: '1970-01-01' } } },
  })
})
