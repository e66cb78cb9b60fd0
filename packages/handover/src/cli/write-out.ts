/** How commands answer: for people as a table, for programs as JSON, which then is all that stands on the output. */
import { styleText } from 'node:util'

export function writeJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`)
}

/** Columns one under the other; what is too long for its column pushes nothing aside but what follows it. */
export function writeTable(head: readonly string[], rows: readonly (readonly string[])[]): void {
  const widths = head.map((title, i) => Math.max(title.length, ...rows.map((row) => Math.min(row[i]!.length, widest))))
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, i) => cell.padEnd(widths[i]!))
      .join('  ')
      .trimEnd()
  const written = [styleText('bold', line(head), { stream: process.stdout }), ...rows.map(line)]
  process.stdout.write(`${written.join('\n')}\n`)
}
const widest = 60

/** A moment as people read it, in UTC. */
export const momentOf = (date: Date | null, to: 'minute' | 'second' = 'minute'): string =>
  date === null
    ? ''
    : date
        .toISOString()
        .slice(0, to === 'minute' ? 16 : 19)
        .replace('T', ' ')

/**
 * Tells how far something is, beside the answer: on a terminal in one line that is written over, else now and then in a
 * line of its own; for programs not at all.
 */
export function progressBeside(isJson: boolean): { readonly tell: (text: string) => void; readonly end: () => void } {
  if (isJson) return { tell: () => {}, end: () => {} }
  const { stderr } = process
  if (stderr.isTTY)
    return { tell: (text) => void stderr.write(`\r\u001B[K${text}`), end: () => void stderr.write('\r\u001B[K') }
  let last = -Infinity
  return {
    tell: (text) => {
      if (performance.now() - last < 1000) return
      last = performance.now()
      stderr.write(`${text}\n`)
    },
    end: () => {},
  }
}

export const count = (n: number, one: string, many = `${one}s`): string =>
  `${n.toLocaleString('en')} ${n === 1 ? one : many}`
