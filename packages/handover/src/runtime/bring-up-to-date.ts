/** A process runs on the present definition of its flow, whichever it started with. */
import { error } from '../errors.ts'
import type { Command } from '../engine/command.ts'
import type { HistoryEvent } from '../engine/event.ts'
import type { Json, JsonObject, ProcessState, Snapshot } from '../engine/snapshot.ts'
import { decodeData } from '../flow/data.ts'
import type { FrozenFlow } from '../flow/define-flow.ts'
import { nameNow, placeNow, scopeNow } from './node-names.ts'
import { isOutdated, upgradeData } from './upgrade-data.ts'

export interface UpToDate {
  readonly snapshot: Snapshot
  /** What history says of it, when its data had to be changed. */
  readonly events: readonly HistoryEvent[]
}

/** Which operators can always give: they ask nothing of the data, whatever the definition makes of it. */
const needNoData: readonly Command['type'][] = ['cancelProcess', 'suspend', 'resume']

/** What was loaded as this definition sees it: nodes that were renamed, data that was upgraded. */
export async function bringUpToDate(
  flow: FrozenFlow,
  loaded: Snapshot,
  { now, command }: { readonly now: string; readonly command: Command['type'] },
): Promise<UpToDate> {
  const tasks = loaded.tasks.map((task) => placeNow(flow, task))
  const scopes = loaded.process.scopes.map((scope) => scopeNow(flow, scope))
  const process = scopes.every((scope, i) => scope === loaded.process.scopes[i])
    ? loaded.process
    : { ...loaded.process, scopes }
  if (!isOutdated(flow, process) || needNoData.includes(command)) return { snapshot: { process, tasks }, events: [] }
  const upgraded = await upgrade(flow, process, now)
  return { snapshot: { process: upgraded.process, tasks }, events: [upgraded.event] }
}

async function upgrade(flow: FrozenFlow, process: ProcessState, now: string) {
  const data = upgradeData(flow, process)
  await decodeData(flow.schema, data, { flow: flow.name, number: process.number })
  const number = process.lastEvent + 1
  const at = now > process.lastAt ? now : process.lastAt
  const event: HistoryEvent = {
    process: process.id,
    number,
    type: 'process.upgraded',
    task: null,
    node: null,
    actor: null,
    actorName: null,
    at,
    from: null,
    to: null,
    note: null,
    data: { fromVersion: process.version, toVersion: flow.version, changed: changedKeys(process.data, data) },
  }
  return { event, process: { ...process, data, version: flow.version, lastEvent: number, lastAt: at } }
}

function changedKeys(before: JsonObject, after: JsonObject): JsonObject {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  const pairs = keys.map((key): [string, Json[]] => [key, [before[key] ?? null, after[key] ?? null]])
  return Object.fromEntries(pairs.filter(([, [one, other]]) => JSON.stringify(one) !== JSON.stringify(other)))
}

/**
 * Refuses a process that a newer definition has moved to where this one does not know its way: while a new version is
 * rolled out, only the newest definition may say that a node is gone. Which version is recorded is not known yet.
 */
export async function checkUnderstood(flow: FrozenFlow, { process, tasks }: Snapshot): Promise<void> {
  const older = (why: string) =>
    error('FLOW_OLDER_THAN_PROCESS', {
      flow: flow.name,
      number: process.number,
      version: flow.version,
      recorded: process.version,
      why,
    })
  const nodes = [...tasks.map(({ node }) => node), ...process.scopes.map(({ split }) => split)]
  const unknown = nodes.find((node) => flow.graph[nameNow(flow, node)] === undefined)
  if (unknown !== undefined) throw older(`'${unknown}' is no node of it`)
  if (process.version <= flow.version) return
  try {
    await decodeData(flow.schema, process.data, { flow: flow.name, number: process.number })
  } catch {
    throw older('its data cannot be read with it')
  }
}
