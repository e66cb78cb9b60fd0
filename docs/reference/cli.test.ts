/** The reference of the command line says what `handover help` says. */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const program = join(import.meta.dirname, '../../packages/handover/src/cli/handover.ts')
const page = readFileSync(join(import.meta.dirname, 'cli.md'), 'utf8')
const help = (...command: string[]) =>
  execFileSync(process.execPath, ['--conditions=source', program, 'help', ...command], { encoding: 'utf8' })

/** Heading → the first block of text below it. */
const shown = new Map(
  [...page.matchAll(/^#+ (?:handover )?(.+)\n+```text\n([^]*?)^```$/gm)].map((found) => [found[1]!, found[2]!]),
)
const commands = [...help().matchAll(/^ {2}([a-z]+(?: [a-z]+)*)(?: [[<]| {2,})/gm)]
  .map((found) => found[1]!)
  .filter((command) => command !== 'help')

test('the reference of the command line has each command, as its help has it', { timeout: 120_000 }, () => {
  expect(commands).toContain('incidents retry')
  expect([...shown.keys()]).toEqual(['The command line', ...commands])
  for (const [heading, text] of shown)
    expect(text).toBe(help(...(heading === 'The command line' ? [] : heading.split(' '))))
})
