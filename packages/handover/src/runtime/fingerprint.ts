import { hash } from 'node:crypto'
import { error } from '../errors.ts'

/** The same text for the same request, whatever the order of its keys; 43 characters. */
export function fingerprintOf(request: Readonly<Record<string, unknown>>): string {
  let text: string
  try {
    text = JSON.stringify(plain(request))
  } catch (cause) {
    // A circle goes on until the stack ends.
    throw error('OPTION_INVALID', { option: 'input', value: null, expected: 'what can be written as JSON' }, { cause })
  }
  return hash('sha256', text, 'base64url')
}

/** Inputs are taken as they are given: what JSON would lose or change says what it is. */
function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return { bigint: String(value) }
  if (typeof value === 'number' && !Number.isFinite(value)) return { number: String(value) }
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(plain)
  if (value instanceof Date) return { date: value.getTime() }
  if (value instanceof Map) return { map: [...value].map(plain) }
  if (value instanceof Set) return { set: [...value].map(plain) }
  if (ArrayBuffer.isView(value))
    return { bytes: Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64') }
  // What says itself how it is written, such as a url: its keys say nothing.
  if (typeof (value as { toJSON?: unknown }).toJSON === 'function')
    return { json: plain((value as { toJSON(): unknown }).toJSON()) }
  const keys = Object.keys(value).toSorted()
  return Object.fromEntries(keys.map((key) => [key, plain((value as Record<string, unknown>)[key])]))
}
