import { isDeepStrictEqual } from 'node:util'
import { isHandoverError, type AnyFlow } from 'handover'
import { expect } from 'vitest'
import { canonical, claimedIn, idsIn, wayOf } from '../../canonical-dump.ts'
import type { Place } from '../../driver.ts'
import { dumpTables, type Dump } from '../../dump.ts'
import { brokenInvariants, rewritten } from '../../invariants.ts'
import { watchedStore } from '../../watched-store.ts'
import { taskAt, type Before, type CrashCase } from './cases.ts'
import { finish } from './finish.ts'
import { crashFlows, machine } from './flows.ts'
import { openServer, storeAt, type Server, type TestStore } from '../../server.ts'
import type { CrashSite } from './site.ts'

const morning = Date.parse('2026-01-05T09:00:00.000Z')
const minute = 60_000
/** Longer than any server has anything for itself without a word. */
const lease = 5 * minute
/** A recovery depends on the rows alone: that from a state that was seen before is the same. This runs them all. */
const isThorough = process.env['HANDOVER_PROMISES'] === 'thorough'

/** What a death is compared with. */
interface Twin {
  /** The canonical dump before, and after each commit. */
  readonly states: readonly string[]
  /** How many statements it took. */
  readonly count: number
  readonly way: readonly unknown[]
}

export interface Deaths {
  readonly count: number
  /** What was wrong after which of them; empty when all is well. */
  readonly problems: readonly string[]
}

/** Kills a server behind each statement of a command. */
export async function dieEverywhere(site: CrashSite, crash: CrashCase): Promise<Deaths> {
  machine.isBroken = crash.whileBroken === true
  const before = await prepared(site, crash)
  const twin = await unharmed(site, crash, before)
  const problems = twin.states.length > 1 ? [] : ['it commits nothing']
  const recovered = new Set<string>()
  let count = 0
  for (; count <= twin.count; count++) {
    const left = await killed(site, crash, { before, statements: count })
    // What happens by itself looks around more or less often.
    if (left === undefined) break
    const state = canonical(left.dump, before.known)
    const wrong = [...brokenInvariants(left.dump, { isPruning: crash.goesOn }), ...lost(crash, before.dump, left.dump)]
    if (!twin.states.includes(state)) wrong.push(`it happened in part: ${oddIn(state, twin.states)}`)
    const found = `${claimedIn(left.dump).length} claimed, ${state}`
    if (isThorough || !recovered.has(found)) {
      const isDone = state !== twin.states[0]
      const { way, ...end } = await recover(storeAt(left.place), crash, { before, isDone, end: twin.states.at(-1) })
      wrong.push(...end.problems)
      if (!isDeepStrictEqual(way, twin.way)) wrong.push(`it ended otherwise: ${JSON.stringify(way)}`)
    }
    recovered.add(found).add(state)
    problems.push(...wrong.map((what) => `dead behind statement ${count} of ${twin.count}: ${what}`))
  }
  if (!recovered.has(twin.states.at(-1)!)) problems.push('what was committed last was never found')
  return { count, problems }
}

/** What goes on where it was left takes away what it is to take away; that this is all of it, the twin's states say. */
const lost = ({ goesOn }: CrashCase, before: Dump, after: Dump) => (goesOn ? [] : rewritten(before, after))

/** Its rows that no state of the twin has; where there are none, too few are there. */
function oddIn(state: string, states: readonly string[]): string {
  const known = new Set(states.flatMap((each) => each.split('\n')))
  const odd = state.split('\n').filter((row) => !known.has(row))
  return odd.length > 0 ? odd.join('\n') : 'rows are missing'
}

interface Prepared {
  readonly dump: Dump
  readonly known: ReadonlySet<string>
  /** Those that are needed. */
  readonly flows: readonly AnyFlow[]
  /** When the command is given. */
  readonly time: number
}

async function prepared(site: CrashSite, crash: CrashCase): Promise<Prepared> {
  const place = await site.begin()
  const clock = { time: morning }
  const flows = crashFlows.flat()
  const server = await openServer({ flows, store: storeAt(place), clock, work: false })
  const work = async () => {
    const known = flowsFor(await server.dump(), crash)
    const worker = await openServer({ flows: known, store: storeAt(place), clock, work: true })
    await worker.handover.idle()
    await worker.close()
  }
  await crash.prepare(beforeOf(server, work, () => server.dump()))
  const dump = await server.dump()
  await server.close()
  await site.keep()
  const time = crash.minute === undefined ? clock.time : morning + crash.minute * minute
  return { dump, known: idsIn(dump), time, flows: flowsFor(dump, crash) }
}

/** A server that knows no others is there sooner. */
function flowsFor({ handover_process: processes }: Dump, { flow }: CrashCase): readonly AnyFlow[] {
  const names = new Set([flow, ...processes.map((row) => row['flow'])])
  return crashFlows.filter((some) => some.some(({ name }) => names.has(name))).flat()
}

function beforeOf(server: Server, work: () => Promise<void>, dump: () => Promise<Dump>): Before {
  return {
    ...server,
    work,
    task: async (node, place = 0) => taskAt((await dump()).handover_task, node, place),
    process: async (flow) => String((await dump()).handover_process.find((row) => row['flow'] === flow)!['id']),
  }
}

/** Gives the command as it was given before, or lets what is due happen. */
async function act({ act: given }: CrashCase, server: Server, { dump }: Prepared): Promise<unknown> {
  if (given === undefined) return server.handover.idle()
  return given(
    server.handover,
    beforeOf(
      server,
      async () => {},
      async () => dump,
    ),
  )
}

/** Runs to the end without any harm. */
async function unharmed(site: CrashSite, crash: CrashCase, before: Prepared): Promise<Twin> {
  const { place, watched } = await site.reset()
  const watching = storeAt(watched)
  const look = () => site.uncounted(() => dumpTables(watching.database))
  const states = [canonical(before.dump, before.known)]
  const store = watchedStore(storeAt(place), async (call, run) => {
    const answer = await run()
    if (!commits.has(call.name)) return answer
    const state = canonical(await look(), before.known)
    if (state !== states.at(-1)) states.push(state)
    return answer
  })
  const server = await awaiting(store, crash, before)
  site.arm(Infinity)
  server.clock.time = before.time
  await act(crash, server, before)
  const { count } = site
  const after = await look()
  await server.close()
  await watching.close()
  expect(brokenInvariants(after)).toEqual([])
  if (crash.leaves !== undefined) expect(newEvents(before.dump, after)).toContain(crash.leaves)
  const left = storeAt(await site.survive())
  const { way, problems } = await recover(left, crash, { before, isDone: true, isRepeated: false })
  expect(problems).toEqual([])
  return { states, count, way }
}
const commits = new Set(['write', 'prune', 'outbox.replace', 'outbox.change', 'messages.keep', 'timers.keepStarts'])

const newEvents = (before: Dump, after: Dump) => {
  const known = new Set(before.handover_event.map((row) => JSON.stringify(row)))
  return after.handover_event.filter((row) => !known.has(JSON.stringify(row))).map(({ type }) => type)
}

/** One for which nothing is due yet. */
const awaiting = (store: TestStore, crash: CrashCase, { time, flows }: Prepared) =>
  openServer({
    flows,
    store,
    clock: { time: time - 60 * minute },
    // A dead one lets no job finish.
    work: crash.act === undefined && { stopWithin: '10 ms' },
  })

interface Death {
  readonly before: Prepared
  readonly statements: number
}
interface Left {
  readonly place: Place
  readonly dump: Dump
}

/** Undefined when it did not come to so many statements. */
async function killed(site: CrashSite, crash: CrashCase, { before, statements }: Death): Promise<Left | undefined> {
  const { place } = await site.reset()
  machine.isBroken = crash.whileBroken === true
  const dying = await awaiting(storeAt(place), crash, before)
  if (crash.act === undefined) await dying.handover.idle()
  site.arm(statements)
  dying.clock.time = before.time
  const acting = act(crash, dying, before).catch(() => {}) // nobody is there any more to hear what it says
  await Promise.race([acting, site.death])
  const { isDead } = site
  const left = await site.survive()
  // What of it still breathes finds its own file, or no connection.
  const buried = dying.close().catch(() => {})
  if (!isDead) {
    await buried
    return undefined
  }
  const dump = await site.look(left)
  await buried
  return { place: left, dump }
}

interface Recovery {
  readonly before: Prepared
  readonly isDone: boolean
  /** Whoever heard no answer asks again; whoever heard one does not. */
  readonly isRepeated?: boolean
  /** The canonical dump after all of it, of what goes on where it was left. */
  readonly end?: string | undefined
}

interface Recovered {
  readonly way: readonly unknown[]
  readonly problems: readonly string[]
}

/** The next server goes on from what is there, to the end; answers with how everything went. */
async function recover(
  store: TestStore,
  crash: CrashCase,
  { before, isDone, isRepeated = true, end }: Recovery,
): Promise<Recovered> {
  const { flows, time } = before
  const clock = { time }
  const problems: string[] = []
  machine.isBroken = crash.whileBroken === true
  if (crash.act !== undefined && isRepeated) {
    const asked = await openServer({ flows, store, clock, work: false })
    if (!isDone || crash.goesOn) await act(crash, asked, before)
    else if (!crash.isNewEachTime) problems.push(...(await askAgain(crash, asked, before)))
    if (crash.goesOn && canonical(await asked.dump(), before.known) !== end)
      problems.push('asked again it came to another end')
  }
  const next = await openServer({ flows, store, clock, work: true })
  // What the dead one had under way is taken over when it has not been heard of for a while.
  for (let wait = 0; wait < 2; wait++) {
    clock.time += lease
    await next.handover.idle()
  }
  problems.push(...brokenInvariants(await next.dump(), { isIdle: true }))
  machine.isBroken = false
  await finish(next)
  const dump = await next.dump()
  problems.push(...brokenInvariants(dump, { isIdle: true }), ...lost(crash, before.dump, dump))
  if (dump.handover_outbox.some((row) => row['is_dead'])) problems.push('it left an incident')
  await next.close()
  return { way: wayOf(dump), problems }
}

/** It happened: to ask for it again is refused, or answered as before, and changes nothing. */
async function askAgain(crash: CrashCase, server: Server, before: Prepared): Promise<readonly string[]> {
  const dump = await server.dump()
  const answer = await act(crash, server, before).catch((failure: unknown) => failure)
  const isAsItShould = crash.isSame ? !(answer instanceof Error) : isHandoverError(answer)
  return [
    ...(isAsItShould ? [] : [`asked again it answered ${String(answer)}`]),
    ...(isDeepStrictEqual(await server.dump(), dump) ? [] : ['asked again it was done again']),
  ]
}
