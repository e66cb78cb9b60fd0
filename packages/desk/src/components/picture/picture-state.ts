import type { Picture, ProcessTask, TaskStatus } from 'handover/client'
import { age, duration } from '../relative-time.ts'
import { words } from '../words.ts'

/** Where one node of a picture stands, over all its visits. */
export interface NodeState {
  readonly status: TaskStatus
  /** How often the process came here. */
  readonly visits: number
  /** The visit that the status comes from; null where nothing was visited yet. */
  readonly task: string | null
  readonly owner: string | null
  /** One line: who, and for how long. */
  readonly note: string | null
}
export type NodeStates = ReadonlyMap<string, NodeState>
export type Tone = 'todo' | 'past' | 'here' | 'open' | 'wait' | 'bad' | 'off'

/** Of several visits to a node, the one that shows: what has failed, then what is open, then the last. */
const urgency: readonly TaskStatus[] = [
  'canceled',
  'done',
  'revived',
  'scheduled',
  'new',
  'started',
  'assigned',
  'error',
]
const tones: Readonly<Record<TaskStatus, Tone>> = {
  new: 'open',
  assigned: 'here',
  started: 'here',
  revived: 'here',
  scheduled: 'wait',
  done: 'past',
  canceled: 'off',
  error: 'bad',
}

export const isOpen = (status: TaskStatus): boolean => status !== 'done' && status !== 'canceled'

export function toneOf(state: NodeState | undefined): Tone {
  return state === undefined ? 'todo' : tones[state.status]
}

/** The state of each visited node, from the tasks of a process in order of creation. */
export function pictureState(tasks: readonly ProcessTask[], now: number): NodeStates {
  const states = new Map<string, NodeState>()
  const shown = new Map<string, ProcessTask>()
  for (const task of tasks) {
    const before = shown.get(task.node)
    if (before === undefined || showsOver(task, before)) shown.set(task.node, task)
  }
  for (const [node, task] of shown) {
    const visits = tasks.filter((each) => each.node === node).length
    const { id, status } = task
    states.set(node, { status, visits, task: id, owner: task.owner?.name ?? null, note: noteOf(task, now) })
  }
  return states
}

/** What a start form shows: one is at the start, nothing else was reached. */
export function startingState(node: string): NodeStates {
  return new Map([[node, { status: 'assigned', visits: 0, task: null, owner: null, note: null }]])
}

/** The edges that were really gone, as "from to", from the links between the tasks. */
export function takenEdges(tasks: readonly ProcessTask[]): ReadonlySet<string> {
  const nodes = new Map(tasks.map((task) => [task.id, task.node]))
  const taken = tasks.flatMap((task) => task.previous.map((id) => edgeKey(nodes.get(id) ?? '', task.node)))
  return new Set(taken)
}

export const edgeKey = (from: string, to: string): string => `${from} ${to}`

/** The picture in one sentence, for those who cannot see it. */
export function pictureSentence(title: string, picture: Picture, states: NodeStates): string {
  const at = (tone: Tone) =>
    picture.nodes.flatMap((node) => {
      const state = states.get(node.node)
      return state !== undefined && node.title !== '' && toneOf(state) === tone ? [{ title: node.title, state }] : []
    })
  const says = words.picture
  const done = at('past').map((node) => node.title)
  const parts = [
    ...(done.length > 0 ? [says.done(done)] : []),
    ...at('bad').map((node) => says.failed(node.title)),
    ...at('here').map(({ title: node, state }) =>
      state.owner === null ? says.here(node) : says.with(node, state.owner),
    ),
    ...at('open').map((node) => says.unassigned(node.title)),
    ...at('wait').map((node) => says.waits(node.title)),
  ]
  return states.size === 0 ? says.notStarted(title) : says.sentence(title, parts)
}

function showsOver(task: ProcessTask, before: ProcessTask): boolean {
  const rank = (each: ProcessTask): number => (isOpen(each.status) ? urgency.indexOf(each.status) : 0)
  return rank(task) >= rank(before)
}

function noteOf(task: ProcessTask, now: number): string | null {
  const { owner, endedBy, status, dueAt, finishedAt, createdAt } = task
  if (status === 'canceled') return words.picture.notNeeded
  if (status === 'new') return words.picture.unassignedFor(age(createdAt, now))
  if (status === 'done') {
    if (endedBy !== null && finishedAt !== null) return words.picture.ago(endedBy.name, age(finishedAt, now))
    return finishedAt === null ? null : duration(Date.parse(finishedAt) - Date.parse(createdAt))
  }
  if (dueAt !== null && Date.parse(dueAt) < now) {
    const late = words.picture.late(duration(now - Date.parse(dueAt)))
    return owner === null ? late : words.picture.ago(owner.name, late)
  }
  return owner === null ? words.status[status].toLowerCase() : words.picture.ago(owner.name, age(createdAt, now))
}
