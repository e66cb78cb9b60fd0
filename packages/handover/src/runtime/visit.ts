/** The visit as functions see it: closed when its action ends, and watching what is read and changed. */
import { error } from '../errors.ts'
import type { StartCommand } from '../engine/command.ts'
import type { ProcessState, TaskState } from '../engine/snapshot.ts'
import type { AnyFlow } from '../flow/flow-types.ts'
import { frozen } from '../flow/define-flow.ts'
import type { Visit } from '../flow/visit.ts'
import type { Action, Asked } from './action.ts'
import { loadRecord } from './load-record.ts'
import { namesOf } from './node-names.ts'
import { readOnly, refuseChange } from './read-only.ts'

type Artifact = Visit<unknown>['process']['artifact']

/** What becomes of a visit while a function has it. */
export class OpenVisit {
  readonly visit: Visit<any>
  /** The keys that were read. */
  readonly read = new Set<string>()
  /** Whether the function has looked at the data at all. */
  isTouched = false
  readonly asked: Asked
  #data: unknown
  #watched: object | undefined
  #artifact: Artifact
  readonly #before: Artifact

  /** `decoded` is the data, undefined before there is any; `item` what the task works on, decoded too. */
  constructor(asked: Asked, decoded: object | undefined, item: unknown) {
    this.asked = asked
    this.#data = decoded
    this.#before = this.#artifact = artifactOf(asked.snapshot.process)
    this.visit = new SeenVisit(this, item)
  }

  /** The data as the function left it. */
  get data(): unknown {
    return this.#data
  }
  /** The record that the function has set, if any. */
  get newArtifact(): NonNullable<Artifact> | undefined {
    return this.#artifact === this.#before ? undefined : this.#artifact!
  }

  get artifact(): Artifact {
    return this.#artifact
  }
  setArtifact(value: Artifact): void {
    this.#writable('artifact')
    this.#artifact = checkArtifact(value)
  }

  seeData(): unknown {
    this.alive('process.data')
    this.isTouched = true
    if (this.asked.effect.question.writes || this.#data === undefined) return this.#data
    return (this.#watched ??= readOnly(this.#data as object, this.read))
  }
  setData(value: unknown): void {
    this.#writable('data')
    this.isTouched = true
    this.#data = value
  }

  /** The action, as long as it is under way. */
  alive(member: string): Action {
    const { action, flow, given, effect } = this.asked
    if (action.isOver || given.isUp) throw error('VISIT_CLOSED', { flow: flow.name, node: effect.task.node, member })
    return action
  }
  #writable(key: string): void {
    this.alive(`process.${key}`)
    if (!this.asked.effect.question.writes) refuseChange(key)
  }
}

class SeenVisit implements Visit<any> {
  readonly process: Visit<any>['process']
  readonly task: Visit<any>['task']
  readonly actor: Visit<any>['actor']
  readonly #open: OpenVisit

  constructor(open: OpenVisit, item: unknown) {
    const { action, snapshot, effect } = open.asked
    this.#open = open
    this.process = new SeenProcess(open, snapshot.process)
    this.task = seenTask(effect.task, item)
    this.actor = action.by
  }

  get tx() {
    return this.#open.alive('tx').unit.tx as never
  }
  // Functions of their own, so that a visit may be taken apart.
  get doneBy(): Visit<any>['doneBy'] {
    return async (node) => doneBy({ ...this.#open.asked, action: this.#open.alive('doneBy') }, node)
  }
  get loadArtifact(): Visit<any>['loadArtifact'] {
    const open = this.#open
    return async () => loadRecord(open.alive('loadArtifact'), open.asked.snapshot.process, open.artifact)
  }
  get start(): Visit<any>['start'] {
    return async (child, node, input) =>
      startInside(this.#open.alive('start'), child, { type: 'start', node, input, by: null, note: null })
  }
}

class SeenProcess {
  readonly id: string
  readonly number: number
  readonly startedBy: string | null
  readonly #open: OpenVisit

  constructor(open: OpenVisit, { id, number, startedBy }: ProcessState) {
    this.id = id
    this.number = number
    this.startedBy = startedBy
    this.#open = open
  }

  get artifact() {
    return this.#open.artifact
  }
  set artifact(value: Artifact) {
    this.#open.setArtifact(value)
  }
  get data() {
    return this.#open.seeData()
  }
  set data(value: unknown) {
    this.#open.setData(value)
  }
}

const seenTask = ({ id, state }: TaskState, item: unknown) => ({ id, item, state })

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
