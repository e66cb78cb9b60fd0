import type { Fact } from '../facts.tsx'

type Values = Readonly<Record<string, unknown>>

/** What somebody typed and has not sent yet. */
export interface Draft {
  /** When it was kept last, in milliseconds. */
  readonly at: number
  /** Of which version of the form it is. */
  readonly form: string
  /** What stood in the form when they began. */
  readonly base: Values
  readonly values: Values
  /** The same for reading: the form may be gone when the draft is read. */
  readonly facts: readonly Fact[]
  /** An earlier draft that does not fit any more, and about which nobody has decided yet. */
  readonly former?: Draft
}

const prefix = 'handover.draft:'
const day = 24 * 60 * 60 * 1000
/** Nobody comes back to it later, and it may be about people. */
const oldest = 14 * day
/** Characters of one draft. */
const largest = 64_000
const mostDrafts = 40

/** Where a draft lies: one for each user and form, under the desk's own address. */
export const draftPlace = (desk: string, user: string, of: string): string => `${prefix}${desk}:${user}:${of}`

export function readDraft(place: string, now: number): Draft | undefined {
  const draft = parse(attempt(() => localStorage.getItem(place)))
  return draft !== undefined && now - draft.at < oldest ? draft : undefined
}

/** Answers whether it could be kept: a browser may be full, or forbid it. */
export function keepDraft(place: string, draft: Draft): boolean {
  const text = JSON.stringify(draft)
  if (text.length > largest) {
    dropDraft(place)
    return false
  }
  const isKept = attempt(() => {
    localStorage.setItem(place, text)
    return true
  })
  sweepDrafts(draft.at)
  return isKept === true
}

export function dropDraft(place: string): void {
  attempt(() => localStorage.removeItem(place))
}

/** Removes what is too old, what cannot be read, and of too many the oldest. */
export function sweepDrafts(now: number): void {
  attempt(() => {
    const places = Object.keys(localStorage).filter((key) => key.startsWith(prefix))
    const known = places.map((place) => ({ place, at: parse(localStorage.getItem(place))?.at ?? 0 }))
    const kept = known.filter(({ at }) => now - at < oldest).toSorted((a, b) => b.at - a.at)
    const chosen = new Set(kept.slice(0, mostDrafts).map(({ place }) => place))
    for (const place of places) if (!chosen.has(place)) localStorage.removeItem(place)
  })
}

/** Tells two versions of a form apart. */
export function formVersion(form: { readonly schema: unknown; readonly fields: readonly string[] }): string {
  let hash = 5381
  for (const letter of JSON.stringify([form.fields, form.schema])) hash = (hash * 33 + letter.charCodeAt(0)) | 0
  return (hash >>> 0).toString(36)
}

function parse(text: string | null | undefined): Draft | undefined {
  if (!text) return undefined
  try {
    const draft = JSON.parse(text) as Partial<Draft> | null
    const isWhole =
      typeof draft?.at === 'number' && isObject(draft.values) && isObject(draft.base) && Array.isArray(draft.facts)
    return isWhole ? (draft as Draft) : undefined
  } catch {
    return undefined
  }
}

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null

/** Without storage the form works as well: only nothing is kept. */
function attempt<T>(act: () => T): T | undefined {
  try {
    return act()
  } catch {
    return undefined
  }
}
