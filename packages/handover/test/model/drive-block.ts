/** Works on a process of a block until nothing is left to do: in random order, with a change of mind now and then. */
import { isHandoverError } from '../../src/errors.ts'
import { isOpen, type TaskState } from '../../src/engine/snapshot.ts'
import { begin, type Driven } from '../drive-engine.ts'
import type { flowOf } from './block-flow.ts'

export interface Plan {
  /** Which of the open tasks is next. */
  readonly picks: readonly number[]
  /** At which steps what was just done is undone and revived. */
  readonly regrets: readonly boolean[]
}

const system = { by: null, note: null }

export async function finish({ flow, scripts }: ReturnType<typeof flowOf>, plan: Plan): Promise<Driven> {
  const run = await begin(flow)
  for (let step = 0; ; step++) {
    const ready = run.snapshot.tasks.filter((task) => isOpen(task) && isReady(run, task, scripts))
    if (ready.length === 0) return run
    if (step > 2000) throw new Error(`It does not come to an end: ${ready.map(({ node }) => node).join(' ')} are open.`)
    const task = ready[plan.picks[step % plan.picks.length]! % ready.length]!
    await work(run, task, scripts)
    if (plan.regrets[step % plan.regrets.length]) await regret(run, task.id)
  }
}

type Scripts = ReturnType<typeof flowOf>['scripts']

/** Of a choice, only the way that its script picks is taken; boundaries and joins are nobody's to do. */
function isReady(run: Driven, task: TaskState, { picks }: Scripts): boolean {
  if (task.host !== null || task.kind === 'join') return false
  // Waits for its turn.
  if (task.waits?.mutex?.isHeld === false) return false
  const choice = run.snapshot.tasks.find((each) => task.previous.includes(each.id) && picks.has(each.node))
  if (choice === undefined) return true
  return picks.get(choice.node)!(timeOf(run, choice)) === task.node
}

async function work(run: Driven, task: TaskState, { fires, fails, canceled }: Scripts): Promise<void> {
  const about = { task: task.id, ...system }
  if (canceled.has(task.node)) return run.give({ type: 'cancel', ...about })
  if (task.kind === 'timer') return tick(run, task)
  if (task.kind === 'job') {
    const delivery = task.waits!.job!.delivery
    await run.give({ type: 'jobStarted', delivery, ...about })
    if (!fails.get(task.node)?.(timeOf(run, task))) return run.give({ type: 'jobDone', delivery, result: {}, ...about })
    return run.give({
      type: 'jobFailed',
      delivery,
      error: { code: 'FUNCTION_FAILED', message: 'as scripted' },
      ...about,
    })
  }
  if (fires.get(task.node)?.(timeOf(run, task)) && !hasFired(run, task)) {
    const boundary = run.snapshot.tasks.find((each) => each.host === task.id && isOpen(each))
    if (boundary !== undefined) return tick(run, boundary)
  }
  return run.give({ type: 'complete', input: {}, ...about })
}

/** A boundary that does not interrupt has fired, and its host was revived since: it is armed again, but not again due. */
function hasFired(run: Driven, task: TaskState): boolean {
  const before = run.snapshot.tasks.filter(({ id, node }) => task.previous.includes(id) && node === task.node)
  const fired = (host: TaskState) => run.snapshot.tasks.some((each) => each.host === host.id && each.status === 'done')
  return before.some((each) => fired(each) || hasFired(run, each))
}

function tick(run: Driven, task: TaskState): Promise<void> {
  run.wait(61)
  return run.give({ type: 'trigger', cause: 'timer', input: undefined, task: task.id, ...system })
}

/** How many tasks came to that node before with the same item; one that was revived stands for the one before. */
function timeOf(run: Driven, task: TaskState): number {
  return run.snapshot.tasks.filter(
    (each) =>
      each.node === task.node &&
      each.item === task.item &&
      each.sequence < task.sequence &&
      each.status !== 'revived' &&
      each.reason !== 'undone',
  ).length
}

/** Takes back what was just done, once, and lets it be done anew. Not everything can be: the process may have gone on. */
async function regret(run: Driven, id: string): Promise<void> {
  const task = run.snapshot.tasks.find((each) => each.id === id)!
  const isDoneAnew = run.snapshot.tasks.some((each) => task.previous.includes(each.id) && each.status === 'revived')
  if (task.status !== 'done' || isDoneAnew) return
  try {
    await run.give({ type: 'undo', task: id, ...system })
  } catch (refusal) {
    if (isHandoverError(refusal) && refusal.code === 'UNDO_LATER_FIRST') return
    throw refusal
  }
  await run.give({ type: 'revive', task: id, ...system })
}
