import type { ListedTask, TaskDetail } from 'handover/client'
import type { ReactNode } from 'react'
import { Due } from '../../components/due.tsx'
import facts from '../../components/facts.module.css'
import { Person, useIsMe } from '../../components/person.tsx'
import { readFact } from '../../components/read-fact.ts'
import { Status } from '../../components/status.tsx'
import { Time } from '../../components/time.tsx'
import { words } from '../../components/words.ts'
import { resultOf } from './result-of.ts'

interface PreviewFactsProps {
  readonly task: ListedTask
  /** Undefined until it has been read. */
  readonly detail: TaskDetail | undefined
}

/** State, due and requester, then what is known and not asked for. */
export function PreviewFacts({ task, detail }: PreviewFactsProps): ReactNode {
  const isMe = useIsMe()
  const { status, owner, dueAt, process, finishedAt } = task
  const assigned = isMe(owner) ? words.task.assignedToYou : words.task.assignedTo(owner?.name ?? '')
  const result = finishedAt === null ? undefined : resultOf(task)
  const asked = detail?.form?.fields ?? []
  const known = [...(detail?.facts ?? []), ...(detail?.artifact?.facts ?? [])]
    .filter(({ key }) => !asked.includes(key))
    .map((fact) => ({ key: fact.key, label: fact.label, text: readFact(fact) }))
    .filter(({ text }) => text !== null)
  return (
    <dl className={facts.facts}>
      <Fact label={words.inbox.status}>
        <Status of={status}>{status === 'assigned' && owner !== null ? assigned : result}</Status>
      </Fact>
      {finishedAt === null ? (
        <Fact label={words.inbox.due}>
          <Due at={dueAt} form="exact" />
        </Fact>
      ) : (
        <Fact label={words.list.columns.ended}>
          <Time at={finishedAt} prose focusable />
        </Fact>
      )}
      <Fact label={words.inbox.from}>
        <Person of={process.startedBy} />
      </Fact>
      {known.map(({ key, label, text }) => (
        <Fact key={key} label={label}>
          {text}
        </Fact>
      ))}
    </dl>
  )
}

function Fact({ label, children }: { label: string; children: ReactNode }): ReactNode {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}
