import { error, quoted } from '../errors.ts'
import type { Branch, Move, TaskMarks } from '../flow/node.ts'
import type { Draft } from './draft.ts'
import type { Json, Learned, TaskState } from './snapshot.ts'
import { isVisit, scopeAfterJoin } from './join.ts'
import { leave } from './leave.ts'
import { readMarks } from './read-marks.ts'

/** Carries out what a kind answered. `learned` is what its questions brought to light. */
export function makeMove(draft: Draft, task: TaskState, move: Move, learned: Learned = {}): void {
  if (typeof move !== 'object' || move === null) throw moveInvalid(draft, task, `${quoted(move)}.`)
  switch (move.do) {
    case 'ask':
      draft.asking = { task: task.id, next: move.next, learned, question: move.question }
      return
    case 'wait':
      return waitWith(draft, task, move.marks, learned)
    case 'go':
      return goOver(draft, task, move.edge, withTold(learned, move.told))
    case 'fork':
      return forkInto(draft, task, move.branches, withTold(learned, move.told))
    case 'finish':
      draft.process = { ...draft.process, outcome: task.node }
      finishTask(draft, task, learned)
      return
    default:
      throw moveInvalid(draft, task, `${quoted(move)}.`)
  }
}

function goOver(draft: Draft, task: TaskState, index: number, learned: Learned): void {
  const edge = draft.node(task).edges[index]
  if (edge === undefined) throw moveInvalid(draft, task, `it has no edge ${index}.`)
  const joined = isVisit(draft, task)
  const done = finishTask(draft, task, learned)
  leave(
    draft,
    done,
    edge,
    joined ? { scope: scopeAfterJoin(draft, done), item: null } : { scope: task.scope, item: task.item },
  )
}

function forkInto(draft: Draft, task: TaskState, branches: readonly Branch[], learned: Learned): void {
  if (draft.node(task).kind.scope !== 'opens') throw moveInvalid(draft, task, "it forks without scope: 'opens'.")
  if (branches.length === 0) throw error('SPLIT_NO_BRANCH', draft.place(task))
  const missing = branches.find(({ edge }) => draft.node(task).edges[edge] === undefined)
  if (missing !== undefined) throw moveInvalid(draft, task, `it has no edge ${missing.edge}.`)
  const done = finishTask(draft, task, learned)
  const scope = draft.openScope(task.node, task.scope)
  for (const branch of branches)
    leave(draft, done, draft.node(task).edges[branch.edge]!, {
      scope: scope.id,
      item: (branch.item ?? task.item) as Json,
    })
}

function finishTask(draft: Draft, task: TaskState, learned: Learned): TaskState {
  const done = draft.end(task, { status: 'done' }, task.id === draft.commanded.task)
  draft.record('task.done', { task: done, from: task.status, to: 'done', data: dataOf(learned) })
  return done
}

/** The task stays open: in the queue, with its owner, or as the kind says. */
function waitWith(draft: Draft, task: TaskState, answered: TaskMarks, learned: Learned): void {
  const { dueAt, ...marks } = readMarks(answered, draft.place(task), draft.context.now)
  const owner = marks.owner === undefined ? task.owner : marks.owner
  const isNewOwner = owner !== task.owner
  const status = owner === null ? (marks.status ?? 'new') : 'assigned'
  const waiting = draft.change(task.id, {
    status,
    owner,
    ownerName: isNewOwner ? null : task.ownerName,
    assignedAt: owner === null ? null : isNewOwner ? draft.context.now : task.assignedAt,
    ...(marks.audience === undefined ? {} : { audience: marks.audience }),
    ...(dueAt === undefined ? {} : { dueAt }),
    ...(marks.state === undefined ? {} : { state: marks.state as Json }),
  })
  const told = {
    ...learned,
    ...(draft.node(task).offer === undefined ? {} : { told: waiting.audience as unknown as Json }),
  }
  if (draft.commanded.task === task.id)
    draft.record('task.answered', { task: waiting, from: task.status, to: status, data: dataOf(learned) })
  else if (isNewOwner)
    draft.record('task.assigned', {
      task: waiting,
      from: task.status,
      to: status,
      data: { ...(told as object), owner },
    })
  else if (Object.keys(told).length > 0)
    draft.record('task.offered', { task: waiting, from: task.status, to: status, data: dataOf(told) })
}

const moveInvalid = (draft: Draft, task: TaskState, problem: string) =>
  error('MOVE_INVALID', { ...draft.place(task), kind: task.kind, problem })
const withTold = (learned: Learned, told: unknown): Learned =>
  told === undefined ? learned : { ...learned, told: told as Json }
const dataOf = (learned: Learned): Json => (Object.keys(learned).length === 0 ? null : (learned as Json))
