import type { TaskDetail } from 'handover/client'
import { useOwnWork } from '../components/own/own-work.ts'

/** The task that a component of your own stands in: its process, its facts, its artifact. */
export function useTask(): TaskDetail {
  const { task } = useOwnWork('useTask')
  if (task === null) throw new Error('useTask was called in the form that starts a process: there is no task yet.')
  return task
}
