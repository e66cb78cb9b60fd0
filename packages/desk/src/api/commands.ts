import type { TaskCommand } from 'handover/client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { client } from './client.ts'

/**
 * One action can move anything: what is on the screen is read again, what is not is read when it is opened. Nobody waits
 * for it: a row that has left the list meanwhile would never hear that its command was done.
 */
function useRefresh(): () => void {
  const queries = useQueryClient()
  return () => void queries.invalidateQueries({ predicate: (query) => query.queryKey[0] !== 'start-form' })
}

interface TaskCall {
  readonly id: string
  readonly command: TaskCommand
  readonly input?: unknown
}

export function useTaskCommand() {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: ({ id, command, input }: TaskCall) => client.command(id, command, input === undefined ? {} : { input }),
    onSettled: refresh,
  })
}

interface StartCall {
  readonly flow: string
  readonly node: string
  readonly input: unknown
}

export function useStart() {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: ({ flow, node, input }: StartCall) => client.start(flow, node, { input }),
    onSuccess: refresh,
  })
}

interface CancelCall {
  readonly id: string
  readonly note: string
}

export function useCancel() {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: ({ id, note }: CancelCall) => client.cancel(id, note === '' ? {} : { note }),
    onSettled: refresh,
  })
}
