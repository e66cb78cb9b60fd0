import { IconArrowBackUp, IconHandGrab } from '@tabler/icons-react'
import type { ListedTask } from 'handover/client'
import { useBulk } from '../../api/commands.ts'
import { useSay } from '../../components/message.tsx'
import { told } from '../../components/told.ts'
import { words } from '../../components/words.ts'
import { bulkInWords } from './bulk-in-words.ts'
import type { Selection } from './use-selection.ts'

export interface BulkDeedProps {
  readonly list: 'inbox' | 'queue'
  readonly selection: Selection
  /** Hears of those that leave the list. */
  readonly onDone: (ids: readonly string[]) => void
}

const deeds = {
  queue: { command: 'assign', label: words.list.take, key: 't', Icon: IconHandGrab, done: words.list.allTaken },
  inbox: {
    command: 'unassign',
    label: words.list.giveBack,
    key: 'u',
    Icon: IconArrowBackUp,
    done: words.list.allGivenBack,
  },
} as const

/** The one thing that is done with all that is selected, without a question: taken from the queue, given back from the inbox. */
export function useBulkDeed({ list, selection, onDone }: BulkDeedProps) {
  const bulk = useBulk()
  const say = useSay()
  const { command, done, ...shown } = deeds[list]
  const able: readonly ListedTask[] = selection.tasks.filter((task) => task.may.includes(command))
  const act = () => {
    if (bulk.isPending || able.length === 0) return
    bulk.mutate(
      { command, tasks: able.map((task) => task.id) },
      {
        onSuccess: (answer) => {
          say({ text: bulkInWords(answer, able, done) })
          selection.clear()
          onDone(answer.done.map((task) => task.id))
        },
        onError: (error) => say({ text: told(error).title }),
      },
    )
  }
  return { ...shown, able: able.length, isBusy: bulk.isPending, act }
}
