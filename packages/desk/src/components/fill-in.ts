import { words } from './words.ts'

/**
 * A text with what it names: `{owner}` is the param of that name, and what stands in square brackets is left out where
 * one of its names is not known. Undefined where another name is not known: such a text cannot be told.
 */
export function fillIn(text: string, params: Readonly<Record<string, string | number>> = {}): string | undefined {
  const part = (template: string): string | undefined => {
    const names = [...template.matchAll(name)].map(([, key]) => key!)
    if (names.some((key) => params[key] === undefined)) return undefined
    return template.replace(name, (_, key: string) => called(params[key]!))
  }
  return part(text.replace(/\[([^\]]*)\]/g, (_, inner: string) => part(inner) ?? ''))
}

const name = /\{(\w+)\}/g

/** The server has English names for those who are nobody. */
const called = (value: string | number): string => words.nobodies[String(value)] ?? String(value)
