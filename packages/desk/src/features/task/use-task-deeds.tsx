import { Link, useNavigate } from '@tanstack/react-router'
import type { TaskCommand, TaskDetail } from 'handover/client'
import type { ReactNode } from 'react'
import { useTaskCommand } from '../../api/commands.ts'
import { focusPage } from '../../components/focus-page.ts'
import { useSay } from '../../components/message.tsx'
import { words } from '../../components/words.ts'

export interface TaskDeeds {
  readonly busy: TaskCommand | undefined
  /** Why the last one was refused; a refusal of single fields stands at the fields instead. */
  readonly error: Error | null
  readonly take: () => void
  readonly giveBack: () => void
  /** After an error. */
  readonly retry: () => void
  readonly complete: (input: unknown, onRefused?: (error: Error) => boolean) => void
}

/** What may be done with a task, and what is said after it. */
export function useTaskDeeds(task: TaskDetail): TaskDeeds {
  const command = useTaskCommand()
  const say = useSay()
  const navigate = useNavigate()
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
    error: command.error,
    take: () => give('assign', { text: words.task.took(title) }),
    giveBack: () => give('unassign', { text: words.task.gaveBack(title), way }),
    retry: () => give('retry', { text: words.command.retry.done(title), way }),
    complete: (input, onRefused) =>
      run(
        { id, command: 'complete', body: { input } },
        {
          onSuccess: () => {
            say({ text: words.task.done(title), way })
            void navigate({ to: '/inbox' })
          },
          onError: (error) => {
            if (onRefused?.(error) === true) command.reset()
          },
        },
      ),
  }
}
