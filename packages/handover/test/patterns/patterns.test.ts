import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { open, type Driver } from '../driver.ts'
import { databases } from '../promises/databases.ts'
import { patterns } from './patterns.ts'
import { expected, walk } from './walk.ts'

describe.each(databases)('the control-flow patterns, on %s', (database) => {
  let driver: Driver
  beforeAll(async () => {
    driver = await open({ flows: patterns.flatMap(({ flow, calls = [] }) => [flow, ...calls]), database })
  })
  afterAll(() => driver.close())

  test.each(patterns)('WCP-$number $name: $meaning', async (pattern) => {
    expect(await walk(driver, pattern)).toEqual(expected(pattern))
  })
})

test('there are 43 of them, and each once', () => {
  expect(patterns.map(({ number }) => number)).toEqual(Array.from({ length: 43 }, (_, place) => place + 1))
})
