/** What the value of an option stands for; each throws `OPTION_INVALID` when it stands for nothing. */
import { error } from '../errors.ts'
import { nearest } from '../flow/nearest.ts'
import type { Arguments } from './command.ts'

type Options = Arguments['options']

export const readText = (options: Options, name: string): string | undefined => options[name] as string | undefined

export function readCount(options: Options, name: string): number | undefined {
  const text = readText(options, name)
  if (text === undefined) return undefined
  if (!/^[1-9]\d{0,8}$/.test(text)) refuse(name, text, 'a whole number from 1 on')
  return Number(text)
}

/** A day, which begins at midnight UTC, or a moment. */
export function readMoment(options: Options, name: string): Date | undefined {
  const text = readText(options, name)
  if (text === undefined) return undefined
  const time = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?$/.test(text)
    ? Date.parse(text)
    : Number.NaN
  const isThere = !Number.isNaN(time) && (text.length > 10 || new Date(time).toISOString().startsWith(text))
  if (!isThere) refuse(name, text, 'a day such as 2026-01-01, or a moment such as 2026-01-01T12:00Z')
  return new Date(time)
}

export function readChoice<T extends string>(options: Options, name: string, known: readonly T[]): T | undefined {
  const text = readText(options, name)
  return text === undefined ? undefined : choose(name, text, known)
}

/** Several, with commas between them. */
export function readChoices<T extends string>(options: Options, name: string, known: readonly T[]) {
  const text = readText(options, name)
  return text?.split(',').map((each) => choose(name, each.trim(), known))
}

function choose<T extends string>(name: string, text: string, known: readonly T[]): T {
  const found = known.find((each) => each === text)
  if (found !== undefined) return found
  const near = nearest(text, known)
  return refuse(name, text, near === undefined ? `one of ${known.join(', ')}` : `'${near}', if that is meant`)
}

function refuse(name: string, value: string, expected: string): never {
  throw error('OPTION_INVALID', { option: `--${name}`, value, expected })
}
