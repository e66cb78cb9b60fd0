import type { TaskDetail } from 'handover/client'
import { createContext, useContext } from 'react'
import type { FormEntry } from '../form/use-form-entry.ts'

/** What an own component works on. */
export interface OwnWork {
  /** Null where a process is being started. */
  readonly task: TaskDetail | null
  readonly entry: FormEntry
  readonly isBusy: boolean
  readonly submit: () => void
}

export const OwnWorkContext = createContext<OwnWork | undefined>(undefined)

export function useOwnWork(hook: string): OwnWork {
  const work = useContext(OwnWorkContext)
  if (work === undefined) {
    throw new Error(`${hook} was called outside of a component that a node names. Register it with startDesk.`)
  }
  return work
}
