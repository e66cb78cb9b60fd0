import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { error, errorCodes } from '../packages/handover/src/errors.ts'
import { statusOf } from '../packages/handover/src/http/problem.ts'

const folder = join(import.meta.dirname, 'reference/errors')
const read = (name: string) => readFileSync(join(folder, `${name}.md`), 'utf8')

/** A page begins with its code and a sentence; a comment holds the details that its example is made from. */
const shape = /^# (?<code>\w+)\n\n(?<title>.+?)\n\n<!-- (?<details>.+) -->\n```text\n(?<example>.+?)\n```\n\n/s

describe.each(errorCodes)('the page of %s', (code) => {
  const page = read(code)
  const parts = shape.exec(page)?.groups ?? {}
  const refusal = () => error(code, JSON.parse(parts['details']!))

  test('shows a message as the code prints it', () => {
    expect(parts['code']).toBe(code)
    expect(parts['example']).toBe(refusal().message)
  })

  test('says what to do, and the status that the API answers with', () => {
    expect(page).toContain('\n**What to do**\n\n')
    const status = /^Over HTTP: `(\d+)`/m.exec(page)?.[1] ?? '500'
    expect(Number(status)).toBe(statusOf(refusal()))
  })
})

test('every page is listed once, with its first sentence', () => {
  const rows = errorCodes.map((code) => {
    const title = shape.exec(read(code))?.groups?.['title'] ?? ''
    return `| [${code}](${code}.md) | ${title.replaceAll('\n', ' ')} |`
  })
  const listed = read('index')
    .split('\n')
    .filter((line) => line.startsWith('| ['))
  expect(listed.toSorted()).toEqual(rows.toSorted())
  expect(readdirSync(folder).filter((name) => name !== 'index.md')).toHaveLength(errorCodes.length)
})
