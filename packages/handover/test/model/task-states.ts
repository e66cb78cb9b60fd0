/** Brings the task of a fixture into each of the states that a task can be in, by commands alone. */
import type { Driven } from '../drive-engine.ts'
import { breakIt, compensable, flowOf, reach, startOf } from './kind-box.ts'
import { fixtures, type Fixture } from './kind-fixtures.ts'

export const nodeOf = (kind: string): string => fixtures[kind]!.node ?? 'it'

/** Why a cell of the table cannot exist. */
type Never = string
type Bring = (kind: string, fixture: Fixture) => Promise<Driven | Never>

const passesAtOnce = 'It never waits: it is done in the action in which its token comes.'
const isBoundary = ({ sort }: Fixture) => sort === 'boundary' || sort === 'obsolete boundary'

const open: Bring = async (kind, { waits, node }) => {
  if (waits === undefined) return passesAtOnce
  const run = await reach(kind)
  if (run.at(node ?? 'it').status !== waits) throw new Error(`${kind} is ${run.at(node ?? 'it').status}.`)
  return run
}
const also =
  (name: string, why: Never): Bring =>
  async (kind, fixture) => {
    const bring = fixture.also?.[name]
    if (bring === undefined) return why
    const run = await reach(kind)
    await bring(run)
    return run
  }
/** From a state on, when there is that state. */
const from =
  (before: Bring, goOn: (run: Driven, kind: string, fixture: Fixture) => Never | Promise<unknown>): Bring =>
  async (kind, fixture) => {
    const run = await before(kind, fixture)
    if (typeof run === 'string') return run
    const why = await goOn(run, kind, fixture)
    return typeof why === 'string' ? why : run
  }
const either =
  (...ways: readonly Bring[]): Bring =>
  async (kind, fixture) => {
    let run: Driven | Never = 'There is no way.'
    for (const way of ways) {
      run = await way(kind, fixture)
      if (typeof run !== 'string') return run
    }
    return run
  }
const command =
  (name: 'cancel' | 'skip' | 'sendBack' | 'move' | 'revive' | 'undo', to: string | null = null) =>
  (run: Driven, kind: string) => {
    const { id, node } = run.at(nodeOf(kind))
    const way = name === 'skip' ? (run.flow.graph[node]?.edges[0]?.to ?? null) : to
    return run.give({ type: name, task: id, to: way, by: null, note: 'for a reason' } as never)
  }

const error: Bring = async (kind, { fail }) => {
  if (fail === undefined) return 'Nothing of it can fail without somebody being there to be told.'
  breakIt(true)
  try {
    const run = await reach(kind)
    if (fail !== true) await fail(run)
    return run
  } finally {
    breakIt(false)
  }
}
const kept: Bring = async (kind, { sort }) => {
  if (['start', 'end', 'join'].includes(sort) || sort.includes('boundary')) return 'It takes no turns.'
  if (sort === 'human' || sort === 'obsolete') return 'People are offered all of them; taking one is refused then.'
  return reach(kind, { isKept: true })
}
const done: Bring = async (kind, { waits, pass }) => {
  const run = await reach(kind)
  if (waits !== undefined) await pass!(run)
  return run
}
/** Where nobody has worked since: then a start can be undone. */
const begun: Bring = async (kind, { sort }) => (sort === 'start' ? startOf(kind) : 'It comes later.')
const byHand = either(from(open, command('cancel')), from(error, command('cancel')))

const states = {
  /** As it waits when it is left alone. */
  open,
  assigned: also('assigned', 'Nobody works on it.'),
  started: also('started', 'Only a job is begun by a worker.'),
  kept,
  error,
  done,
  compensated: from(done, async (run, _, fixture) => {
    if (!compensable(fixture)) return 'It has nothing to make good.'
    await run.complete('amend')
    return undefined
  }),
  undone: from(either(begun, done), async (run, kind, fixture) => {
    if (isBoundary(fixture)) return 'A boundary is undone with its host.'
    await command('undo')(run, kind)
    return undefined
  }),
  'undone with what came before': from(either(open, done), async (run, _, fixture) => {
    if (fixture.sort === 'start') return 'Nothing comes before a start.'
    await run.command('undo', 'pause')
    return undefined
  }),
  'canceled by hand': byHand,
  withdrawn: from(either(open, error), async (run, _, fixture) => {
    if (isBoundary(fixture)) await run.command('cancel', 'it')
    else await run.complete('callOff')
    return undefined
  }),
  interrupted: from(open, async (run, kind, fixture) => {
    if (isBoundary(fixture) || fixture.sort === 'join') return 'Nothing stands on its border.'
    run.wait(5000)
    await run.trigger(`${nodeOf(kind)}__timeout`, 'timer')
    return undefined
  }),
  terminated: from(either(open, error), (run) => run.complete('bomb')),
  skipped: from(either(open, error), (run, kind, { sort }) =>
    sort === 'join' || sort.includes('boundary') ? 'It cannot be skipped.' : command('skip')(run, kind),
  ),
  'sent back': from(open, (run, kind, { sort }) =>
    sort === 'human' || sort === 'obsolete' ? command('sendBack')(run, kind) : 'Nobody works on it.',
  ),
  moved: from(either(open, error), (run, kind, { sort }) =>
    sort === 'join' || sort.includes('boundary') ? 'It cannot be moved.' : command('move', 'after')(run, kind),
  ),
  'canceled with its process': from(either(open, error), (run) => run.cancelProcess()),
  revived: from(either(error, byHand), async (run, kind, fixture) => {
    if (isBoundary(fixture)) return 'A boundary is revived with its host.'
    const task = run.at(nodeOf(kind))
    await command('revive')(run, kind)
    hide(run, task.id, nodeOf(kind))
    return undefined
  }),
  'open, suspended': from(either(open, error), (run) => run.give({ type: 'suspend', by: null, note: null })),
  'done, suspended': from(done, (run) =>
    run.process.status === 'running'
      ? run.give({ type: 'suspend', by: null, note: null })
      : 'With its end the process has ended.',
  ),
  'done, process done': from(done, (run) =>
    run.process.status === 'running' ? run.complete('bomb') : Promise.resolve(),
  ),
  'done, process canceled': from(done, (run) =>
    run.process.status === 'running' ? run.cancelProcess() : 'With its end the process has ended.',
  ),
  'done, process failed': from(done, (run) =>
    run.process.status === 'running' ? run.complete('blast') : Promise.resolve(),
  ),
  'canceled by hand, process canceled': from(byHand, (run) => run.cancelProcess()),
} satisfies Record<string, Bring>
export type StateName = keyof typeof states
export const stateNames = Object.keys(states) as StateName[]

/** The task that is looked at is the one that was revived, not the one that came in its place. */
function hide(run: Driven, id: string, node: string): void {
  const at = run.at.bind(run)
  run.at = (name) => (name === node ? run.snapshot.tasks.find((task) => task.id === id)! : at(name))
}

/** A process of the kind whose task is in that state; or why there is none. */
export async function bringTo(kind: string, state: StateName): Promise<Driven | Never> {
  const fixture = fixtures[kind]!
  const run = await states[state](kind, fixture)
  if (typeof run === 'string') return run
  if (fixture.isObsolete) (run as { flow: unknown }).flow = flowOf(kind, { isGone: true })
  return run
}
