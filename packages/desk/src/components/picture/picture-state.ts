import type { ListedProcess, Picture, ProcessTask } from 'handover/client'
import { isOpen } from '../is-open.ts'
import { age, duration } from '../relative-time.ts'
import { words } from '../words.ts'

/** How a node stands, as people see it: a boundary is armed and fires, what a machine does waits or runs. */
export type Standing = keyof typeof words.picture.standings

/** Where one node of a picture stands, over all its visits. */
export interface NodeState {
  readonly standing: Standing
  /** How often the process came here. */
  readonly visits: number
  /** The visit that the standing comes from; null where nothing was visited yet. */
  readonly task: string | null
  readonly owner: string | null
  /** One line: who, and for how long. */
  readonly note: string | null
}
export type NodeStates = ReadonlyMap<string, NodeState>
export type Tone = 'todo' | 'past' | 'here' | 'open' | 'wait' | 'bad' | 'off'

const tones: Readonly<Record<Standing, Tone>> = {
  unassigned: 'open',
  held: 'here',
  running: 'here',
  revived: 'here',
  waiting: 'wait',
  armed: 'wait',
  undone: 'wait',
  done: 'past',
  fired: 'past',
  failed: 'bad',
  skipped: 'off',
  sentBack: 'off',
  canceled: 'off',
}
/** Of several open visits to a node, the one that shows. */
const urgency: readonly Standing[] = ['armed', 'waiting', 'unassigned', 'running', 'held', 'undone', 'failed']

export function toneOf(state: NodeState | undefined): Tone {
  return state === undefined ? 'todo' : tones[state.standing]
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
    const [owner, note] = [task.owner?.name ?? null, noteOf(task, now)]
    states.set(node, { standing: standingOf(task), visits, task: task.id, owner, note })
  }
  return states
}

/** The same of a row of a list, which knows the nodes that were visited, but not each visit. */
export function visitedState(picture: Picture, visited: ListedProcess['visited']): NodeStates {
  const shapes = new Map(picture.nodes.map(({ node, shape }) => [node, shape]))
  const states = Object.entries(visited).flatMap(([status, nodes]) =>
    nodes.map((node): [string, NodeState] => {
      const shape = shapes.get(node) ?? 'auto'
      const visit =
        status === 'undone' ? undone : { status: status as ProcessTask['status'], reason: null, finishedAt: '' }
      return [node, { standing: standingOf({ ...visit, shape }), visits: 1, task: null, owner: null, note: null }]
    }),
  )
  return new Map(states)
}
const undone = { status: 'canceled', reason: 'undone', finishedAt: null } as const

/** What a start form shows: one is at the start, nothing else was reached. */
export function startingState(node: string): NodeStates {
  return new Map([[node, { standing: 'held', visits: 0, task: null, owner: null, note: null }]])
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
  const at = (...standings: Standing[]) =>
    picture.nodes.flatMap((node) => {
      const state = states.get(node.node)
      return state !== undefined && node.title !== '' && standings.includes(state.standing)
        ? [{ title: node.title, state }]
        : []
    })
  const says = words.picture
  const done = at('done').map((node) => node.title)
  const parts = [
    ...(done.length > 0 ? [says.done(done)] : []),
    ...at('fired').map((node) => says.fired(node.title)),
    ...at('failed').map((node) => says.failed(node.title)),
    ...at('undone').map((node) => says.undone(node.title)),
    ...at('held', 'running', 'revived').map(({ title: node, state }) =>
      state.owner === null ? says.here(node) : says.with(node, state.owner),
    ),
    ...at('unassigned').map((node) => says.unassigned(node.title)),
    ...at('waiting').map((node) => says.waits(node.title)),
  ]
  return states.size === 0 ? says.notStarted(title) : says.sentence(title, parts)
}

/** What is open shows before what has ended, then what came later. */
function showsOver(task: ProcessTask, before: ProcessTask): boolean {
  const rank = (each: ProcessTask): number => (isOpen(each) ? urgency.indexOf(standingOf(each)) : -1)
  return rank(task) >= rank(before)
}

/** How a visit stands. */
function standingOf(task: Pick<ProcessTask, 'status' | 'shape' | 'reason' | 'finishedAt'>): Standing {
  const { status, shape, reason } = task
  if (status === 'canceled') {
    // It keeps its token: the process stands there until it is done again.
    if (reason === 'undone' && isOpen(task)) return 'undone'
    return reason === 'skipped' ? 'skipped' : reason === 'sent back' ? 'sentBack' : 'canceled'
  }
  if (status === 'error') return 'failed'
  if (shape === 'boundary') return status === 'done' ? 'fired' : 'armed'
  if (status === 'new') return shape === 'human' ? 'unassigned' : 'waiting'
  return endings[status]
}
const endings = {
  assigned: 'held',
  started: 'running',
  scheduled: 'waiting',
  done: 'done',
  revived: 'revived',
} as const

function noteOf(task: ProcessTask, now: number): string | null {
  const { owner, endedBy, status, reason, dueAt, finishedAt, createdAt, progress } = task
  const standing = standingOf(task)
  if (progress !== null) return words.progress.says(Math.round(progress.done * 100), progress.note)
  if (status === 'canceled') return words.picture.reasons[reason ?? ''] ?? words.picture.notNeeded
  if (standing === 'unassigned') return words.picture.unassignedFor(age(createdAt, now))
  if (status === 'done') {
    if (endedBy !== null && finishedAt !== null) return words.picture.ago(endedBy.name, age(finishedAt, now))
    return finishedAt === null ? null : duration(Date.parse(finishedAt) - Date.parse(createdAt))
  }
  if (dueAt !== null && Date.parse(dueAt) < now) {
    const late = words.picture.late(duration(now - Date.parse(dueAt)))
    return owner === null ? late : words.picture.ago(owner.name, late)
  }
  return words.picture.ago(owner?.name ?? words.picture.standings[standing], age(createdAt, now))
}
