import { IconUserPlus, IconX } from '@tabler/icons-react'
import type { ListedTask } from 'handover/client'
import { Suspense, useRef, useState, type ReactNode } from 'react'
import { focusPage } from '../../components/focus-page.ts'
import { Hidden } from '../../components/hidden.tsx'
import { useKeys } from '../../components/keys.ts'
import { Key } from '../../components/key.tsx'
import { later } from '../../components/later/later.tsx'
import { NotOpened } from '../../components/later/not-opened.tsx'
import { words } from '../../components/words.ts'
import classes from './bulk-bar.module.css'
import { useBulkDeed, type BulkDeedProps } from './use-bulk-deed.ts'

const BulkAssign = later(() => import('./bulk-assign.tsx'), 'BulkAssign', NotOpened)

interface BulkBarProps extends BulkDeedProps {
  /** The row that the keys act on while nothing is selected. */
  readonly focused: () => ListedTask | undefined
}

/** Floats over the list while something is selected: what may be done with all of it, or with how much of it. */
export function BulkBar(props: BulkBarProps): ReactNode {
  const { selection } = props
  const { tasks, clear, isOn } = selection
  const { label, key, Icon, able, isBusy, act } = useBulkDeed(props)
  const assigning = useAssigning(props)
  const some = (n: number) => n < tasks.length && <small>{words.inbox.some(n, tasks.length)}</small>
  useKeys({ ...(tasks.length > 0 && { [key]: act, escape: clear }), a: assigning.ask })
  return (
    <div className={classes.place}>
      <div role="status">
        <Hidden>{tasks.length > 0 && words.list.selected(tasks.length)}</Hidden>
      </div>
      {isOn && (
        <div className={classes.bar} role="group" aria-label={words.list.bulk}>
          <b aria-hidden>{words.list.selected(tasks.length)}</b>
          <i />
          <button type="button" onClick={act} disabled={isBusy || able === 0} aria-busy={isBusy}>
            <Icon size={16} stroke={1.8} aria-hidden />
            {label}
            {some(able)} <Key k={key.toUpperCase()} onAccent />
          </button>
          {assigning.able > 0 && (
            <button type="button" onClick={assigning.ask}>
              <IconUserPlus size={16} stroke={1.8} aria-hidden />
              {words.command.assign.menu}
              {some(assigning.able)} <Key k="A" onAccent />
            </button>
          )}
          <i />
          <button type="button" onClick={clear}>
            <Hidden>{words.list.clear}</Hidden>
            <IconX size={16} stroke={1.8} aria-hidden />
            <Key k="Esc" onAccent />
          </button>
        </div>
      )}
      {assigning.dialog}
    </div>
  )
}

// Who may assign a free task may do so to anybody; what is somebody's already is given on by who has it.
const mayGive = {
  inbox: (task: ListedTask) => task.may.includes('reassign'),
  queue: (task: ListedTask) => task.mayGive,
}

/** Gives what is selected to somebody else, or the focused row while nothing is. */
function useAssigning({ list, selection, focused, onDone }: BulkBarProps) {
  const [asked, setAsked] = useState<Readonly<Record<'tasks' | 'kept', readonly ListedTask[]>>>()
  const [isAsking, setAsking] = useState(false)
  const opener = useRef<Element>(null)
  const give = mayGive[list]
  const ask = () => {
    const one = focused()
    const meant = selection.tasks.length > 0 ? selection.tasks : one === undefined ? [] : [one]
    const tasks = meant.filter(give)
    if (tasks.length === 0) return
    opener.current = document.activeElement
    setAsked({ tasks, kept: meant.filter((task) => !give(task)) })
    setAsking(true)
  }
  const close = () => {
    setAsked(undefined)
    // The row or the button is gone with what was assigned.
    if (opener.current instanceof HTMLElement && opener.current.isConnected) opener.current.focus()
    else focusPage()
  }
  const dialog = asked !== undefined && (
    <Suspense>
      <BulkAssign
        list={list}
        {...asked}
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        onClosed={close}
        onDone={(ids, refused) => {
          if (refused === 0) selection.clear()
          onDone(ids)
        }}
      />
    </Suspense>
  )
  return { able: selection.tasks.filter(give).length, ask, dialog }
}
