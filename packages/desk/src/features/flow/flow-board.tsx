import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { Board, Card } from 'handover/client'
import type { ReactNode } from 'react'
import { boardQuery } from '../../api/process-queries.ts'
import { Due } from '../../components/due.tsx'
import { LoadingRows } from '../../components/more.tsx'
import { Person } from '../../components/person.tsx'
import { Refusal } from '../../components/refusal.tsx'
import { Status } from '../../components/status.tsx'
import { Time } from '../../components/time.tsx'
import { words } from '../../components/words.ts'
import classes from './flow-board.module.css'

const { board: says } = words

/** What is open in the flow, step by step in its order: how much, the newest of it, and a way to all of it. */
export function FlowBoard({ flow }: { flow: string }): ReactNode {
  const { data, error } = useQuery(boardQuery(flow))
  if (data === undefined) return error ? <Refusal error={error} /> : <LoadingRows count={2} />
  return (
    <section className={classes.board} aria-labelledby="board">
      <h2 id="board">{says.title}</h2>
      {data.isCut && <p className={classes.note}>{says.cut(data.processes)}</p>}
      {data.columns.length === 0 ? (
        <p className={classes.note}>{says.empty}</p>
      ) : (
        // Scrolls sideways, so the keyboard must reach it.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <div className={classes.columns} role="group" aria-labelledby="board" tabIndex={0}>
          {data.columns.map((column) => (
            <Column key={column.node} flow={flow} column={column} isCut={data.isCut} />
          ))}
        </div>
      )}
    </section>
  )
}

interface ColumnProps {
  readonly flow: string
  readonly column: Board['columns'][number]
  readonly isCut: boolean
}

function Column({ flow, column: { node, title, count, cards }, isCut }: ColumnProps): ReactNode {
  return (
    <section className={classes.column} aria-label={`${title}, ${says.tasks(count, isCut)}`}>
      <h3>
        <span>{title}</span>
        <b aria-hidden>{says.count(count, isCut)}</b>
      </h3>
      {cards.length === 0 ? (
        <p className={classes.none}>{says.none}</p>
      ) : (
        <ul>
          {cards.map((card) => (
            <BoardCard key={card.id} card={card} title={title} />
          ))}
        </ul>
      )}
      {count > cards.length && (
        <Link
          to="/processes"
          search={{ flow, node, status: 'running' }}
          className={classes.all ?? ''}
          aria-label={says.allAt(count, isCut, title)}
        >
          {says.all(count, isCut)}
        </Link>
      )}
    </section>
  )
}

function BoardCard({ card, title }: { card: Card; title: string }): ReactNode {
  const { id, status, owner, dueAt, createdAt, error, process } = card
  const name = process.summary === '' ? `#${process.number}` : process.summary
  return (
    <li className={classes.card}>
      <Link to="/tasks/$task" params={{ task: id }} aria-label={`${title}, ${name}`}>
        {name}
      </Link>
      {error !== null && <p className={classes.error}>{error.message}</p>}
      <div>
        {owner === null ? <Status of={status} /> : <Person of={owner} />}
        {dueAt === null ? <Time at={createdAt} says={words.list.createdAt} /> : <Due at={dueAt} />}
      </div>
    </li>
  )
}
