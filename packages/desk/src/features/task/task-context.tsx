import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { TaskDetail } from 'handover/client'
import type { ReactNode } from 'react'
import { historyQuery } from '../../api/queries.ts'
import { History } from '../../components/history.tsx'
import { Section } from '../../components/section.tsx'
import { Standing } from '../../components/standing.tsx'
import { words } from '../../components/words.ts'

/** Beside the work: where the process stands, and how it came here. */
export function TaskContext({ task }: { task: TaskDetail }): ReactNode {
  const history = useQuery(historyQuery(task.process.id))
  return (
    <>
      <Section
        title={words.task.standing}
        side={
          <Link to="/processes/$process" params={{ process: task.process.id }}>
            {words.task.openProcess}
          </Link>
        }
      >
        <Standing task={task} />
      </Section>
      <Section title={words.process.history}>{history.data && <History of={history.data} />}</Section>
    </>
  )
}
