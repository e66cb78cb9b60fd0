import { isOpen } from '../../src/engine/snapshot.ts'
import type { Driven } from '../drive-engine.ts'

/** What is never so at rest. */
export function oddities({ snapshot: { process, tasks, turning }, events }: Driven): string[] {
  const open = tasks.filter(isOpen)
  const ids = new Set(process.scopes.map(({ id }) => id))
  const found: string[] = []
  if (turning !== undefined) found.push('it is not at rest')
  if (events.some(({ number }, place) => number !== place + 1)) found.push('its events are not numbered')
  if (process.status !== 'running' && open.length > 0) found.push('it ended with open tasks')
  if (process.status === 'running' && open.every(({ host }) => host !== null)) found.push('nothing keeps it open')
  if (process.status !== 'running' && process.scopes.length > 0) found.push('it ended with open scopes')
  const holding = open.flatMap(({ waits }) =>
    waits?.mutex?.isHeld && !waits.mutex.isInherited ? [waits.mutex.name] : [],
  )
  if (new Set(holding).size < holding.length) found.push('two hold the same mutex')
  const gathering = open.filter(({ kind, status }) => kind === 'join' && status === 'started')
  if (new Set(gathering.map(({ node, scope }) => `${node} ${scope}`)).size < gathering.length)
    found.push('a join waits twice in the same scope')
  for (const { id, node, scope, host, status } of open) {
    if (scope !== null && !ids.has(scope)) found.push(`${node} stands in no scope`)
    if (host !== null && !open.some((other) => other.id === host)) found.push(`${node} is armed without its host`)
    if (['done', 'revived'].includes(status)) found.push(`${node} is ${status} and open`)
    const last = events.findLast((event) => event.task === id && event.to !== null)
    if (last?.to !== status) found.push(`${node} is ${status}, its history says ${last?.to}`)
  }
  return found
}
