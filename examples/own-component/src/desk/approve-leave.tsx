import { NativeSelect, Textarea } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { defineComponent, useTask, type Fact, type Field } from 'handover-desk/react'
import type { leaveRequest } from '../leave-request.ts'
import type { TeamCalendar } from '../team.ts'
import classes from './approve-leave.module.css'
import { daysAround } from './days.ts'
import { TeamTable } from './team-table.tsx'

/** The form of “Approve the leave”: who else is away, above the decision. */
export const ApproveLeave = defineComponent<typeof leaveRequest, 'approve'>(({ complete }) => {
  const { facts, process } = useTask()
  const [from, to] = [dayIn(facts, 'from'), dayIn(facts, 'to')]
  const calendar = useQuery({ queryKey: ['team-calendar', from, to], queryFn: () => teamAround(from, to) })
  const [standIn, note] = [complete.field('standIn'), complete.field('note')]
  const name = process.startedBy?.name.split(' ')[0] ?? 'them'
  const others = calendar.data?.people.filter(({ id }) => id !== process.startedBy?.id) ?? []
  return (
    <>
      {calendar.data && (
        <TeamTable calendar={calendar.data} asked={{ person: process.startedBy?.id ?? '', from, to }} />
      )}
      {calendar.error && <p role="alert">The team’s calendar cannot be read just now: {calendar.error.message}</p>}
      <Decision of={complete.field('decision')} name={name} />
      <div className={classes.pair}>
        <NativeSelect
          id={standIn.id}
          label={`${standIn.label} for ${name} (optional)`}
          description={standIn.description}
          inputWrapperOrder={['label', 'input', 'error', 'description']}
          error={standIn.error}
          value={standIn.value ?? ''}
          onChange={(event) => standIn.set(event.target.value === '' ? undefined : event.target.value)}
        >
          <option value="">nobody</option>
          {others.map((each) => (
            <option key={each.id}>{each.name}</option>
          ))}
        </NativeSelect>
        <Textarea
          id={note.id}
          label={`${note.label} to ${name}${complete.values.decision === 'approve' ? ' (optional)' : ''}`}
          error={note.error}
          rows={3}
          value={note.value ?? ''}
          onChange={(event) => note.set(event.target.value === '' ? undefined : event.target.value)}
        />
      </div>
    </>
  )
})

function dayIn(facts: readonly Fact[], key: string): string {
  const value = facts.find((each) => each.key === key)?.value
  return typeof value === 'string' ? value : ''
}

const ways = [
  ['approve', 'Approve', (name: string) => `Books the days and tells ${name}.`],
  ['send back', 'Send back', (name: string) => `${name} changes the dates and asks again.`],
  ['decline', 'Decline', (name: string) => `Ends the request. ${name} sees your note.`],
] as const

interface DecisionProps {
  readonly of: Field<(typeof ways)[number][0]>
  readonly name: string
}

function Decision({ of: field, name }: DecisionProps) {
  return (
    <fieldset id={field.id} className={classes.decision} aria-describedby={field.error && `${field.id}-error`}>
      <legend>{field.label}</legend>
      <div className={classes.ways}>
        {ways.map(([value, label, then]) => (
          <label key={value}>
            <input
              type="radio"
              name={field.id}
              aria-label={label}
              aria-describedby={`${field.id}-${label}`}
              checked={field.value === value}
              onChange={() => field.set(value)}
            />
            <span>
              <b>{label}</b>
              <small id={`${field.id}-${label}`}>{then(name)}</small>
            </span>
          </label>
        ))}
      </div>
      {field.error && (
        <p id={`${field.id}-error`} className={classes.error}>
          {field.error}
        </p>
      )}
    </fieldset>
  )
}

/** Relative, as the page has a base: the application's own route, beside those of Handover. */
async function teamAround(from: string, to: string): Promise<TeamCalendar> {
  const days = daysAround(from, to)
  const answer = await fetch(`team/calendar?${new URLSearchParams({ from: days[0]!, to: days.at(-1)! })}`)
  if (!answer.ok) throw new Error(`the server answered ${answer.status}.`)
  return (await answer.json()) as TeamCalendar
}
