import type { Actor } from 'handover'

/** Somebody of the team, to act as without a password: for trying things out, and for nothing else. */
export interface Colleague extends Actor {
  readonly about: string
}

const asks = ['leave-request.start']
export const team: readonly Colleague[] = [
  { id: 'ben', name: 'Ben Adler', about: 'decides', permissions: [...asks, 'leave-request.approve'] },
  { id: 'priya', name: 'Priya Raman', about: 'asks for leave', permissions: asks },
  { id: 'jonas', name: 'Jonas Lind', about: 'asks for leave', permissions: asks },
  { id: 'lena', name: 'Lena Fischer', about: 'asks for leave', permissions: asks },
]

export const colleague = (id: string | undefined): Colleague | undefined => team.find((each) => each.id === id)

export interface Absence {
  readonly person: string
  readonly from: string
  readonly to: string
}

/** Where the application keeps who is away; here a list, elsewhere a table of your own. */
const absences: readonly Absence[] = [
  { person: 'jonas', from: '2026-12-08', to: '2026-12-09' },
  { person: 'lena', from: '2026-12-18', to: '2026-12-21' },
]

export interface TeamCalendar {
  readonly people: readonly { readonly id: string; readonly name: string }[]
  readonly absences: readonly Absence[]
}

/** Who is away at any day from one to another. */
export function teamCalendar(from: string, to: string): TeamCalendar {
  return {
    people: team.filter(({ id }) => id !== 'ben').map(({ id, name }) => ({ id, name })),
    absences: absences.filter((absence) => absence.from <= to && absence.to >= from),
  }
}
