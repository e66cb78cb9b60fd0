import { Link } from '@tanstack/react-router'
import type { ListedTask, TaskCommand, TaskListName } from 'handover/client'
import { useTaskCommand } from '../../api/commands.ts'
import { useSay } from '../../components/message.tsx'
import { told } from '../../components/told.ts'
import { words } from '../../components/words.ts'

/** The one thing that is done with a task from its list: taken from the queue, given back from the inbox. */
export interface ListDeed {
  readonly command: TaskCommand | undefined
  /** The task that it is being done with. */
  readonly busy: string | undefined
  readonly may: (task: ListedTask) => boolean
  readonly act: (task: ListedTask) => void
}

const commands = { inbox: 'unassign', queue: 'assign', archive: undefined } as const

/** `leave` hears of a task that leaves the list. */
export function useListDeed(list: TaskListName, leave: (ids: readonly string[]) => void): ListDeed {
  const call = useTaskCommand()
  const say = useSay()
  const command = commands[list]
  const may = (task: ListedTask) => command !== undefined && task.may.includes(command)
  return {
    command,
    busy: call.isPending ? call.variables.id : undefined,
    may,
    act: (task) => {
      if (command === undefined || call.isPending || !may(task)) return
      call.mutate(
        { id: task.id, command },
        {
          onSuccess: () => {
            const done = command === 'assign' ? words.list.took : words.task.gaveBack
            say({ text: done(task.title), way: <OpenTask id={task.id} /> })
            leave([task.id])
          },
          onError: (error) => say({ text: told(error).title }),
        },
      )
    },
  }
}

function OpenTask({ id }: { id: string }) {
  return (
    <Link to="/tasks/$task" params={{ task: id }}>
      {words.list.openTask}
    </Link>
  )
}
