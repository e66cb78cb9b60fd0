import type { Form, Problem } from 'handover/client'
import { useMemo, useState } from 'react'
import { checkForm, type Issue } from './check-form.ts'
import { formSchema, type FormSchema } from './form-schema.ts'
import { issueInWords } from './issue-in-words.ts'
import { isSame } from './is-same.ts'
import { toSend } from './to-send.ts'

type Values = Record<string, unknown>

/** What a person is typing into a form, and what is wrong with it. */
export interface FormEntry extends FormSchema {
  readonly values: Values
  readonly change: (values: Values) => void
  /** What stood in the form before anybody typed. */
  readonly begun: Readonly<Values>
  /** Takes over what the form itself fills in before anybody types: empty groups, the first of a list. */
  readonly fill: (values: Values) => void
  readonly issues: readonly Issue[]
  /** Counts the checks that found something, so that the same mistake takes the focus again. */
  readonly refusals: number
  /** Answers whether it may be sent; what is wrong is shown at the fields. */
  readonly check: () => boolean
  /** Takes over which fields the server refused; answers whether it named any. */
  readonly refuse: (problem: Problem) => boolean
  /** What goes to the server. */
  readonly sent: () => Readonly<Values>
}

const blank: Form = { schema: { type: 'object', properties: {} }, fields: [], values: {}, component: null }

/** Keeps what is typed for as long as the page is open, whatever the server answers meanwhile. */
export function useFormEntry(form: Form | null, typed?: Values): FormEntry {
  const [asked] = useState(form ?? blank)
  const [values, setValues] = useState<Values>(typed ?? asked.values)
  const [begun, setBegun] = useState<Values>(asked.values)
  const [{ issues, refusals }, setState] = useState({ issues: [] as readonly Issue[], refusals: 0 })
  const made = useMemo(() => formSchema(asked), [asked])
  const show = (found: readonly Issue[]): boolean => {
    setState({ issues: found, refusals: found.length > 0 ? refusals + 1 : refusals })
    return found.length > 0
  }
  const change = (next: Values): void => {
    setValues(next)
    // What is being mended is no longer said to be wrong; the next try tells.
    const left = issues.filter(({ path }) => isSame(at(values, path), at(next, path)))
    if (left.length < issues.length) setState({ issues: left, refusals })
  }
  return {
    ...made,
    values,
    change,
    begun,
    fill: (filled) => {
      if (isSame(values, begun)) setBegun(filled)
      setValues(filled)
    },
    issues,
    refusals,
    check: () => !show(checkForm(made.schema, values)),
    refuse: (problem) => show(inForm(problem.issues ?? [])),
    sent: () => toSend(made.schema, values, asked.values),
  }
}

const at = (values: unknown, path: Issue['path']): unknown =>
  path.reduce<unknown>(
    (inside, part) => (inside as Record<string | number, unknown> | null | undefined)?.[part],
    values,
  )

// A start or a command may wrap the values: `input.message` is the field `message`.
function inForm(issues: NonNullable<Problem['issues']>): Issue[] {
  return issues.map((issue) => {
    const { path } = issue
    return { path: path[0] === 'input' ? path.slice(1) : path, message: issueInWords(issue) }
  })
}
