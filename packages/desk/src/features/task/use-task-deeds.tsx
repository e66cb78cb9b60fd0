import { useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import type { TaskCommand, TaskDetail } from 'handover/client'
import type { ReactNode } from 'react'
import { useTaskCommand } from '../../api/commands.ts'
import { focusPage } from '../../components/focus-page.ts'
import { useSay } from '../../components/message.tsx'
import { words } from '../../components/words.ts'
import { leaveBehind, taskAfter } from './trail.ts'

export interface TaskDeeds {
  readonly busy: TaskCommand | undefined
  /** The one that was given last. */
  readonly tried: TaskCommand | undefined
  /** Why the last one was refused; a refusal of single fields stands at the fields instead. */
  readonly error: Error | null
  readonly take: () => void
  readonly giveBack: () => void
  /** After an error. */
  readonly retry: () => void
  readonly complete: (input: unknown, then?: Then) => void
  /** When the last one was given, in milliseconds. */
  readonly triedAt: number
}

interface Then {
  /** Goes on to the next task instead of back to the list. */
  readonly andNext?: boolean
  readonly onDone?: () => void
  /** Answers whether the reason is shown elsewhere. */
  readonly onRefused?: (error: Error) => boolean
}

/** What may be done with a task, and what is said after it. */
export function useTaskDeeds(task: TaskDetail): TaskDeeds {
  const command = useTaskCommand()
  const say = useSay()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const { id, title } = task
  // One at a time: keys are not held back by the busy button.
  const run: typeof command.mutate = (...call) => {
    if (!command.isPending) command.mutate(...call)
  }
  const way = (
    <Link to="/processes/$process" params={{ process: task.process.id }}>
      {words.task.openProcess}
    </Link>
  ) satisfies ReactNode
  const goOn = async (andNext: boolean) => {
    // A list that cannot be read now is no reason to stay.
    const next = andNext ? await taskAfter(queries, id).catch(() => undefined) : undefined
    leaveBehind(queries, id)
    if (next === undefined) return navigate({ to: '/inbox' })
    return navigate({ to: '/tasks/$task', params: { task: next }, replace: true })
  }
  /** What needs nothing else, and leaves one on the page. */
  const give = (name: 'assign' | 'unassign' | 'retry', message: Parameters<typeof say>[0]) =>
    run(
      { id, command: name },
      {
        onSuccess: () => {
          say(message)
          // Its form may have the focus already.
          if (!document.activeElement?.closest('form')) focusPage()
        },
      },
    )
  return {
    busy: command.isPending ? command.variables.command : undefined,
    tried: command.variables?.command,
    error: command.error,
    take: () => give('assign', { text: words.task.took(title) }),
    giveBack: () => give('unassign', { text: words.task.gaveBack(title), way }),
    retry: () => give('retry', { text: words.command.retry.done(title), way }),
    triedAt: command.submittedAt,
    complete: (input, { andNext = false, onDone, onRefused } = {}) =>
      run(
        { id, command: 'complete', body: { input } },
        {
          onSuccess: () => {
            onDone?.()
            say({ text: words.task.done(title), way })
            void goOn(andNext)
          },
          onError: (error) => {
            if (onRefused?.(error) === true) command.reset()
          },
        },
      ),
  }
}
