import { expect, test } from 'vitest'
import { withinTime } from './within-time.ts'

const answer = () => new Promise<string>((resolve) => setTimeout(() => resolve('in time'), 50))
const late = () => new Error('late')

test.each([60_000, 2 ** 31, Infinity])('what has %s milliseconds has them', async (limit) => {
  expect(await withinTime(answer(), limit, late)).toBe('in time')
})

test('what takes longer is refused', async () => {
  await expect(withinTime(answer(), 10, late)).rejects.toThrow('late')
})
