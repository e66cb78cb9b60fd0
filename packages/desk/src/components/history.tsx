import { IconArrowRight } from '@tabler/icons-react'
import type { HistoryEvent } from 'handover/client'
import type { ReactNode } from 'react'
import { historyLines, inOneSentence, isBad, type HistoryLine } from './deed.ts'
import classes from './history.module.css'
import { Avatar } from './person.tsx'
import { readFact, readNothing } from './read-fact.ts'
import { Time } from './time.tsx'
import { words } from './words.ts'

/** What happened, newest first: who, what, when, which field became what, and why. */
export function History({ of: events }: { of: readonly HistoryEvent[] }): ReactNode {
  if (events.length === 0) return <p className={classes.none}>{words.history.empty}</p>
  return (
    <ol className={classes.history}>
      {historyLines(events).map((line) => (
        <Line key={line.key} of={line} />
      ))}
    </ol>
  )
}

function Line({ of: { event, deeds, changes } }: { of: HistoryLine }): ReactNode {
  return (
    <li className={isBad(event) ? classes.bad : undefined}>
      <Avatar of={event.actor} size="medium" onCanvas />
      <div>
        <p className={classes.deed}>
          <span>
            <b>{event.actor?.name ?? words.system}</b> {inOneSentence(deeds)}
          </span>
          <Time at={event.at} focusable />
        </p>
        {changes.map((change) => (
          <Change key={change.key} of={change} />
        ))}
        {event.note !== null && event.note !== '' && <blockquote>{event.note}</blockquote>}
      </div>
    </li>
  )
}

/** What became of one field, read as the facts beside it are. */
function Change({ of: { label, field, before, after } }: { of: HistoryEvent['changes'][number] }): ReactNode {
  const was = readFact({ value: before, field })
  return (
    <p className={classes.change}>
      <span>{label}</span>
      {was !== null && (
        <>
          <del>{was}</del>
          <IconArrowRight size={12} stroke={1.8} aria-label={words.history.became} role="img" />
        </>
      )}
      <ins>{readFact({ value: after, field }) ?? readNothing(field)}</ins>
    </p>
  )
}
