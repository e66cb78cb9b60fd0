import { IconArrowBackUp, IconHandGrab, IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useBulk } from '../../api/commands.ts'
import { Hidden } from '../../components/hidden.tsx'
import { useKeys } from '../../components/keys.ts'
import { Key } from '../../components/key.tsx'
import { useSay } from '../../components/message.tsx'
import { told } from '../../components/told.ts'
import { words } from '../../components/words.ts'
import classes from './bulk-bar.module.css'
import { bulkInWords } from './bulk-in-words.ts'
import type { Selection } from './use-selection.ts'

interface BulkBarProps {
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

/** Floats over the list while something is selected: what may be done with all of it, or with how much of it. */
export function BulkBar({ list, selection, onDone }: BulkBarProps): ReactNode {
  const bulk = useBulk()
  const say = useSay()
  const { command, label, key, Icon, done } = deeds[list]
  const { tasks, clear, isOn } = selection
  const able = tasks.filter((task) => task.may.includes(command))
  const act = () => {
    if (bulk.isPending || able.length === 0) return
    bulk.mutate(
      { command, tasks: able.map((task) => task.id) },
      {
        onSuccess: (answer) => {
          say({ text: bulkInWords(answer, able, done) })
          clear()
          onDone(answer.done.map((task) => task.id))
        },
        onError: (error) => say({ text: told(error).title }),
      },
    )
  }
  useKeys(tasks.length === 0 ? {} : { [key]: act, escape: clear })
  return (
    <div className={classes.place}>
      <div role="status">
        <Hidden>{tasks.length > 0 && words.list.selected(tasks.length)}</Hidden>
      </div>
      {isOn && (
        <div className={classes.bar} role="group" aria-label={words.list.bulk}>
          <b aria-hidden>{words.list.selected(tasks.length)}</b>
          <i />
          <button type="button" onClick={act} disabled={bulk.isPending || able.length === 0} aria-busy={bulk.isPending}>
            <Icon size={16} stroke={1.8} aria-hidden />
            {label}
            {able.length < tasks.length && <small>{words.inbox.some(able.length, tasks.length)}</small>}{' '}
            <Key k={key.toUpperCase()} onAccent />
          </button>
          <i />
          <button type="button" onClick={clear} aria-label={words.list.clear}>
            <IconX size={16} stroke={1.8} aria-hidden />
            <Key k="Esc" onAccent />
          </button>
        </div>
      )}
    </div>
  )
}
