import type { Absence, TeamCalendar } from '../team.ts'
import classes from './team-table.module.css'
import { daysAround, isMonday, monthOf } from './days.ts'

interface TeamTableProps {
  readonly calendar: TeamCalendar
  readonly asked: Absence
}

/** The days around a request: a row for each person, a bar for each absence, the request in ink. */
export function TeamTable({ calendar, asked }: TeamTableProps) {
  const days = daysAround(asked.from, asked.to)
  const others = calendar.absences.filter(({ person }) => person !== asked.person)
  const people = calendar.people.toSorted((a, b) => Number(b.id === asked.person) - Number(a.id === asked.person))
  const askedDays = days.filter((day) => isIn(day, asked))
  const free = askedDays.filter((day) => !others.some((absence) => isIn(day, absence))).length
  return (
    <section className={classes.team} aria-labelledby="team-title">
      <header>
        <h2 id="team-title">Team in {monthOf(asked.from)}</h2>
        <p>{`Nobody else is away on ${free} of the ${askedDays.length} days.`}</p>
      </header>
      {/* Scrolls on a phone, so the keyboard must reach it. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={classes.scroll} role="region" aria-label="Calendar of the team" tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">
                <span className={classes.hidden}>Person</span>
              </th>
              {days.map((day) => (
                <th
                  key={day}
                  scope="col"
                  {...(isIn(day, asked) && { 'data-asked': true })}
                  {...(isMonday(day) && { 'data-monday': true })}
                >
                  {Number(day.slice(8))}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {people.map(({ id, name }) => {
              const absences = calendar.absences.filter(({ person }) => person === id)
              return (
                <tr key={id}>
                  <th scope="row">{name}</th>
                  <Bars days={days} absences={id === asked.person ? [...absences, asked] : absences} asked={asked} />
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
    </section>
  )
}

interface BarsProps {
  readonly days: readonly string[]
  readonly absences: readonly Absence[]
  readonly asked: Absence
}

/** Days in a row that belong to the same absence are one cell. */
function Bars({ days, absences, asked }: BarsProps) {
  const at = (day: string) => absences.findLast((absence) => isIn(day, absence))
  const starts = days.filter((day, i) => at(day) === undefined || i === 0 || at(day) !== at(days[i - 1]!))
  return starts.map((day) => {
    const absence = at(day)
    if (absence === undefined) return <td key={day} />
    const isAsked = absence === asked
    return (
      <td key={day} colSpan={days.filter((each) => at(each) === absence).length}>
        <span className={isAsked ? classes.asked : classes.away}>{isAsked ? 'asked' : 'away'}</span>
      </td>
    )
  })
}

const isIn = (day: string, { from, to }: Absence): boolean => from <= day && day <= to
