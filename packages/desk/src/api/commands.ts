import type { BulkBody, CommandBodies, ProcessCommand, TaskCommand } from 'handover/client'
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

export interface TaskCall<C extends TaskCommand = TaskCommand> {
  readonly id: string
  readonly command: C
  /** What the command takes: left out where nothing is needed. */
  readonly body?: CommandBodies[C]
}

export function useTaskCommand() {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: ({ id, command, body = {} }: TaskCall) => client.command(id, command, body as CommandBodies['assign']),
    onSettled: refresh,
  })
}

export function useBulk() {
  const refresh = useRefresh()
  return useMutation({ mutationFn: (body: BulkBody) => client.bulk(body), onSettled: refresh })
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

interface ProcessCall {
  readonly id: string
  readonly command: ProcessCommand
  readonly note?: string
}

export function useProcessCommand() {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: ({ id, command, note = '' }: ProcessCall) => client[command](id, note === '' ? {} : { note }),
    onSettled: refresh,
  })
}

interface IncidentCall {
  readonly id: string
  readonly deed: 'retry' | 'drop'
}

export function useIncidentCommand() {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: ({ id, deed }: IncidentCall) => (deed === 'retry' ? client.retryIncident(id) : client.dropIncident(id)),
    onSettled: refresh,
  })
}
