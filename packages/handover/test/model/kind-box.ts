/** The flow around the node of a fixture: what comes before and after it, and what may happen to it from beside. */
import { z } from 'zod'
import { frozen, type FrozenFlow } from '../../src/flow/define-flow.ts'
import { flow } from '../../src/index.ts'
import { Driven } from '../drive-engine.ts'
import { fixtures, type Fixture } from './kind-fixtures.ts'

/** Whether what the fixtures call fails. One flow serves many runs, which are driven one after the other. */
let isBroken = false
const broken = () => isBroken
export const breakIt = (is: boolean): void => void (isBroken = is)

const flows = new Map<string, FrozenFlow>()
/** The flow of a kind; with `isKept`, `it` has to wait for its turn. */
export function flowOf(kind: string, { isKept = false, isGone = false } = {}): FrozenFlow {
  const key = `${kind} ${isKept} ${isGone}`
  const known = flows.get(key) ?? frozen(define(kind, { isKept, isGone }))
  flows.set(key, known)
  return known
}

function define(kind: string, { isKept, isGone }: { isKept: boolean; isGone: boolean }) {
  const fixture = fixtures[kind]!
  const { kinds = {}, make, sort } = fixture
  const nodes = (n: any): any => {
    const own: Record<string, any> = kinds.nodes?.(n, broken) ?? { it: make?.(n, broken) ?? n.view({ fields: [] }) }
    if (kinds.nodes === undefined) own['it'] = own['it'].next('after')
    if (fixture.waits !== undefined && !['boundary', 'obsolete boundary', 'join'].includes(sort))
      own['it'] = own['it'].onTimeout('2 days', 'late')
    if (isKept) own['it'] = own['it'].mutex('turn')
    if (compensable(fixture)) own['it'] = own['it'].compensateWith(() => {})
    if (isGone && sort === 'obsolete') delete own['it']
    if (isGone && sort === 'obsolete boundary') own['it'] = n.view({ fields: [] }).next('after')
    const first = isGone && sort === 'obsolete' ? 'after' : (kinds.first ?? 'it')
    const person = () => n.view({ fields: [] })
    return {
      start: (kinds.start ?? ((some: any) => some.start({ fields: [] })))(n).next('before'),
      before: person().next('fork'),
      fork: ['pause', 'count', 'callOff', 'bomb', 'blast', 'spare', 'amend', ...(isKept ? ['hold'] : [])].reduce(
        (split, to) => split.next(to),
        n.split(),
      ),
      pause: n.timer('1 h').next(first),
      ...own,
      after: person().next('ready'),
      late: n.function(() => {}).next('after'),
      count: n.view({ fields: ['stock'] }).next('ready'),
      callOff: person().next('withdrawing'),
      withdrawing: isGone ? n.function(() => {}).next('ready') : n.withdraw(['it']).next('ready'),
      bomb: person().next('terminated'),
      terminated: n.terminate(),
      blast: person().next('failed'),
      failed: n.fail('BLAST'),
      spare: person().onTimeout('9 days', 'late').next('ready'),
      amend: person().next('amending'),
      amending: n.compensate().next('ready'),
      ...(isKept ? { hold: n.timer('10 days').mutex('turn').next('ready') } : {}),
      ready: n.join({ of: 'fork' }).next('done'),
      done: n.end(),
    }
  }
  const name = `box-${kind.toLowerCase().replaceAll(' ', '-')}`
  return flow(name, { data: z.object({ stock: z.number().default(0) }), nodes: nodes as never })
}

export const compensable = ({ sort, kinds }: Fixture): boolean =>
  !['start', 'boundary', 'obsolete', 'obsolete boundary', 'join', 'end', 'split'].includes(sort) &&
  kinds?.first === undefined

/** A process of the kind that has just begun. */
export async function startOf(kind: string, { isKept = false } = {}): Promise<Driven> {
  const run = new Driven(flowOf(kind, { isKept }))
  const input = fixtures[kind]!.kinds?.startInput ?? {}
  await run.give({ type: 'start', node: 'start', input, isTriggered: true, by: null, note: null })
  return run
}

/** And up to where its node is reached. */
export async function reach(kind: string, how: { readonly isKept?: boolean } = {}): Promise<Driven> {
  const run = await startOf(kind, how)
  await run.complete('before')
  run.wait(600)
  await run.trigger('pause', 'timer')
  if (kind === 'boundary escalation') await run.hear()
  return run
}
