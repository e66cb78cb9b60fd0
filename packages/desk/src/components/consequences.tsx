import { useQuery } from '@tanstack/react-query'
import type { Form } from 'handover/client'
import type { RJSFSchema } from '@rjsf/utils'
import type { ReactNode } from 'react'
import { flowQuery } from '../api/queries.ts'
import classes from './consequences.module.css'
import { choicesIn } from './form/choices.ts'
import { plain } from './form/plain-schema.ts'
import { nextSteps } from './picture/next-steps.ts'
import { words } from './words.ts'

interface ConsequencesProps {
  readonly flow: string
  readonly node: string
  /** What is asked there; null where nothing is. */
  readonly form: Form | null
}

/** What happens next: what each choice of the form brings about, or else the steps that come after in the flow. */
export function Consequences({ flow, node, form }: ConsequencesProps): ReactNode {
  const { data } = useQuery(flowQuery(flow))
  const told = form === null ? [] : toldBy(form)
  const rows = told.length > 0 ? told : data === undefined ? [] : nextSteps(data.picture, node)
  if (rows.length === 0) return null
  return (
    <dl className={classes.rows}>
      {rows.map(({ node: at, when, text }) => (
        <div key={`${at} ${when}`}>
          <dt>{when === '' ? words.next.always : when}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  )
}

/** The first field whose choices say what follows from them. */
function toldBy({ schema, fields }: Form): { node: string; when: string; text: string }[] {
  const { properties = {} } = plain(schema as RJSFSchema)
  for (const field of fields) {
    const choices = choicesIn((properties[field] ?? {}) as RJSFSchema)
    const told = choices.filter(({ description }) => description !== undefined)
    if (told.length > 0)
      return told.map(({ value, label, description }) => ({
        node: String(value),
        when: words.next.ifChosen(label),
        text: description!,
      }))
  }
  return []
}
