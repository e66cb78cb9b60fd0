import type { ListedTask, TaskDetail } from 'handover/client'
import type { ReactNode } from 'react'
import { Due } from '../../components/due.tsx'
import facts from '../../components/facts.module.css'
import { Person, useIsMe } from '../../components/person.tsx'
import { readFact } from '../../components/read-fact.ts'
import { Status } from '../../components/status.tsx'
import { words } from '../../components/words.ts'

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
  const asked = detail?.form?.fields ?? []
  const known = [...(detail?.facts ?? []), ...(detail?.artifact?.facts ?? [])]
    .filter(({ key }) => !asked.includes(key))
    .map((fact) => ({ key: fact.key, label: fact.label, text: readFact(fact) }))
    .filter(({ text }) => text !== null)
  return (
    <dl className={facts.facts}>
      <Fact label={words.inbox.status}>
        <Status of={status}>{status === 'assigned' && owner !== null ? assigned : undefined}</Status>
      </Fact>
      {finishedAt === null && (
        <Fact label={words.inbox.due}>
          <Due at={dueAt} />
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
