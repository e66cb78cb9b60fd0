import type { Form } from 'handover/client'
import type { RJSFSchema } from '@rjsf/utils'
import { useEffect, useRef, useState } from 'react'
import { dropDraft, formVersion, keepDraft, readDraft, sweepDrafts, type Draft } from './draft-store.ts'
import { isFact } from './check-form.ts'
import { fieldLabel } from './field-names.ts'
import { isSame } from './is-same.ts'
import { readField } from './read-field.ts'
import { useFormEntry, type FormEntry } from './use-form-entry.ts'

/** What became of a draft that was found: it stands in the form again, or it waits until somebody decides. */
export interface FoundDraft {
  readonly at: number
  readonly state: 'restored' | 'valuesChanged' | 'formChanged'
}

export interface KeptDraft {
  readonly state: 'kept' | 'tooLarge' | undefined
  readonly found: FoundDraft | undefined
  /** Lays what fits of the found draft over the fields. */
  readonly use: () => void
  /** Throws away what was typed, and what was found. */
  readonly discard: () => void
  /** It was sent: nothing is left to keep. */
  readonly forget: () => void
  /** Keeps it now instead of in a moment. */
  readonly keep: () => void
}

const pause = 300

/** A form whose entries outlive the page: kept in this browser, by user and form, until they are sent or discarded. */
export function useDraft(given: Form, place: string | undefined): { entry: FormEntry; draft: KeptDraft } {
  const [form] = useState(given)
  const [opened] = useState(() => open(form, place))
  const [undecided, setUndecided] = useState(opened.undecided)
  const [found, setFound] = useState(opened.found)
  const [state, setState] = useState<KeptDraft['state']>(opened.values === undefined ? undefined : 'kept')
  const entry = useFormEntry(form, opened.values)
  const isOver = useRef(false)

  const keep = (): void => {
    if (place === undefined || isOver.current) return
    if (isSame(entry.values, entry.begun)) {
      // A draft about which nobody has decided is not dropped by typing something and taking it back.
      if (undecided === undefined) dropDraft(place)
      return setState(undefined)
    }
    const facts = factsOf(entry, form.fields)
    const kept: Draft = { at: Date.now(), form: formVersion(form), base: form.values, values: entry.values, facts }
    setState(keepDraft(place, undecided === undefined ? kept : { ...kept, former: undecided }) ? 'kept' : 'tooLarge')
  }
  useKeeping(entry, opened.values ?? entry.begun, keep)

  const forget = () => {
    isOver.current = true
    if (place !== undefined) dropDraft(place)
  }
  const settle = () => {
    setUndecided(undefined)
    setFound(undefined)
  }
  return {
    entry,
    draft: {
      state,
      found,
      keep,
      forget,
      use: () => {
        const known = Object.keys(undecided?.values ?? {}).filter((key) => form.fields.includes(key))
        entry.change({ ...entry.values, ...Object.fromEntries(known.map((key) => [key, undecided!.values[key]])) })
        settle()
      },
      discard: () => {
        if (place !== undefined) dropDraft(place)
        entry.change(entry.begun)
        setState(undefined)
        settle()
      },
    },
  }
}

/** What was entered, for reading. */
function factsOf({ schema, values }: FormEntry, fields: readonly string[]): Draft['facts'] {
  return fields.flatMap((key) => {
    const field = schema.properties?.[key] as RJSFSchema | undefined
    const text = field === undefined || isFact(field) ? null : readField(values[key], field)
    return text === null ? [] : [{ key, label: fieldLabel(schema, [key]), value: text }]
  })
}

interface Opened {
  /** What stands in the form instead of what the server knows. */
  readonly values?: Record<string, unknown>
  readonly found?: FoundDraft
  readonly undecided?: Draft
}

function open(form: Form, place: string | undefined): Opened {
  if (place === undefined) return {}
  const now = Date.now()
  sweepDrafts(now)
  const draft = readDraft(place, now)
  if (draft === undefined) return {}
  const fits = draft.form === formVersion(form) && isSame(draft.base, form.values)
  const undecided = fits ? draft.former : draft
  if (undecided !== undefined) {
    const state = undecided.form === formVersion(form) ? ('valuesChanged' as const) : ('formChanged' as const)
    return { undecided, found: { at: undecided.at, state }, ...(fits && { values: { ...draft.values } }) }
  }
  return { values: { ...draft.values }, found: { at: draft.at, state: 'restored' } }
}

/** Keeps what is typed shortly after it is typed, and at once when the page is left. */
function useKeeping({ values, begun }: FormEntry, first: unknown, keep: () => void): void {
  const latest = useRef(keep)
  const kept = useRef(first)
  const hasTyped = useRef(false)
  const isOpen = useRef(false)
  useEffect(() => {
    latest.current = keep
  })
  useEffect(() => {
    // What the form filled in itself is no draft.
    if (isSame(values, kept.current) || (!hasTyped.current && isSame(values, begun))) return
    hasTyped.current = true
    isOpen.current = true
    const timer = setTimeout(flush, pause)
    return () => clearTimeout(timer)
    function flush() {
      isOpen.current = false
      kept.current = values
      latest.current()
    }
  }, [values, begun])
  useEffect(() => {
    const leave = () => {
      if (isOpen.current) latest.current()
    }
    addEventListener('pagehide', leave)
    return () => {
      removeEventListener('pagehide', leave)
      leave()
    }
  }, [])
}
