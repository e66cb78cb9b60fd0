/** The visit as functions see it: closed when its action ends, and watching what is read and changed. */
import { error } from '../errors.ts'
import type { StartCommand } from '../engine/command.ts'
import type { ProcessState } from '../engine/snapshot.ts'
import type { AnyFlow } from '../flow/flow-types.ts'
import { frozen } from '../flow/define-flow.ts'
import type { Visit } from '../flow/visit.ts'
import type { Action, Asked } from './action.ts'
import { loadRecord } from './load-record.ts'
import { namesOf } from './node-names.ts'
import { readOnly, refuseChange } from './read-only.ts'

type Artifact = Visit<unknown>['process']['artifact']

export interface OpenVisit {
  readonly visit: Visit<any>
  /** Whether the function has looked at the data at all. */
  isTouched(): boolean
  /** The data as the function left it. */
  data(): unknown
  /** The record that the function has set, if any. */
  newArtifact(): NonNullable<Artifact> | undefined
  /** The keys that were read. */
  readonly read: ReadonlySet<string>
}

/** `decoded` is the data, undefined before there is any; `item` what the task works on, decoded too. */
export function openVisit(asked: Asked, decoded: object | undefined, item: unknown): OpenVisit {
  const { action, flow, snapshot, effect, given } = asked
  const { process } = snapshot
  const { task, question } = effect
  const read = new Set<string>()
  let data: unknown = decoded
  let isTouched = false
  const before = artifactOf(process)
  let artifact = before
  const watched = decoded === undefined || question.writes ? decoded : readOnly(decoded, read)
  const alive = (member: string): Action => {
    if (action.isOver || given.isUp) throw error('VISIT_CLOSED', { flow: flow.name, node: task.node, member })
    return action
  }
  const visit: Visit<any> = {
    process: {
      id: process.id,
      number: process.number,
      startedBy: process.startedBy,
      get artifact() {
        return artifact
      },
      set artifact(value: Artifact) {
        alive('process.artifact')
        if (!question.writes) refuseChange('artifact')
        artifact = checkArtifact(value)
      },
      get data() {
        alive('process.data')
        isTouched = true
        return question.writes ? data : watched
      },
      set data(value: unknown) {
        alive('process.data')
        if (!question.writes) refuseChange('data')
        isTouched = true
        data = value
      },
    },
    task: { id: task.id, item, state: task.state },
    actor: action.by,
    get tx() {
      return alive('tx').unit.tx as never
    },
    doneBy: async (node) => doneBy({ ...asked, action: alive('doneBy') }, node),
    loadArtifact: async () => loadRecord(alive('loadArtifact'), process, artifact),
    start: async (child, node, input) =>
      startInside(alive('start'), child, { type: 'start', node, input, by: null, note: null }),
  }
  return {
    visit,
    isTouched: () => isTouched,
    data: () => data,
    newArtifact: () => (artifact === before ? undefined : artifact!),
    read,
  }
}

const artifactOf = ({ artifactType: type, artifactId: id }: ProcessState): Artifact =>
  id === null ? null : Object.freeze({ type: type!, id })

/** It is set as a whole, so that a change is seen. */
function checkArtifact(value: Artifact): NonNullable<Artifact> {
  const { type, id } = value ?? {}
  if (typeof type === 'string' && type !== '' && typeof id === 'string' && id !== '') return Object.freeze({ type, id })
  throw new TypeError('visit.process.artifact takes { type, id }, both of them texts.')
}

/** What was finished in this action is newer than anything in the database. */
async function doneBy({ action, flow, snapshot, isNew }: Asked, node: string): Promise<string | null> {
  if (flow.graph[node] === undefined)
    throw error('NODE_UNKNOWN', { flow: flow.name, node, known: Object.keys(flow.graph).join(', ') })
  const here = snapshot.tasks.findLast((task) => task.node === node && task.status === 'done')
  if (here !== undefined) return here.endedBy
  if (isNew) return null
  for (const name of namesOf(flow, node)) {
    const who = await action.unit.doneBy(snapshot.process.id, name)
    if (who !== null) return who
  }
  return null
}

/** Another process, in the same transaction; the system starts it. */
async function startInside(
  action: Action,
  child: AnyFlow,
  command: StartCommand,
): Promise<{ id: string; number: number }> {
  const flow = frozen(child)
  if (action.services.flows.get(flow.name) !== flow) throw error('FLOW_UNKNOWN', { flow: flow.name })
  const { id, number } = (await action.start(flow, command)).after.process
  return { id, number }
}
