import type { Problem } from '../../errors.ts'
import { problem } from '../report.ts'
import { inWords, pathTo, type Exploration, type Step } from './explore.ts'
import type { Game } from './game.ts'

/** Markings from which no end is reached any more, whatever is answered and done: something turns for ever. */
export function findTurning({ flow }: Game, exploration: Exploration): Problem[] {
  const { explored, isComplete } = exploration
  if (!isComplete) return []
  const hasWayOut = withWayOut(exploration)
  const told = new Set<number>()
  return [...explored.keys()].flatMap((place) => {
    if (hasWayOut.has(place) || told.has(place)) return []
    // What follows from here is the same problem.
    told.add(place)
    for (const at of told) for (const { to } of explored[at]!.after) told.add(to)
    const loop = loopFrom(exploration, place)
    const names = loop.filter(({ is }) => is === 'done').map(({ node }) => node)
    const path = pathTo(exploration, loop.at(-1)!.to)
    return problem('FLOW_NO_WAY_OUT', names[0]!, { flow: flow.name, path, loop: inWords([...names, names[0]!]) })
  })
}

/** All places from which one can be reached where nothing follows. */
function withWayOut({ explored }: Exploration): ReadonlySet<number> {
  const before = explored.map((): number[] => [])
  for (const [place, { after }] of explored.entries()) for (const { to } of after) before[to]!.push(place)
  const found = new Set([...explored.keys()].filter((place) => explored[place]!.after.length === 0))
  for (const place of found) for (const earlier of before[place]!) found.add(earlier)
  return found
}

/** The steps of a loop that is reached from a place without a way out. */
function loopFrom({ explored }: Exploration, from: number): readonly Step[] {
  const steps: Step[] = []
  const places = [from]
  for (;;) {
    const step = explored[places.at(-1)!]!.after[0]!
    steps.push(step)
    const again = places.indexOf(step.to)
    if (again >= 0) return steps.slice(again)
    places.push(step.to)
  }
}
