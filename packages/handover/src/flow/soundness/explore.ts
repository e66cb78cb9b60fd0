import { isStart } from '../is-start.ts'
import { startingAt } from './arrive.ts'
import type { Game } from './game.ts'
import { keyOf, type Marking } from './marking.ts'
import { nextMarkings, type Happening } from './next-markings.ts'

/** So many markings are looked at, with so many tokens in all; of what lies beyond nothing is claimed. */
export const mostMarkings = 5_000
export const mostTokens = 150_000

export interface Explored {
  readonly marking: Marking
  /** The marking from which it was found first, and what happened there; -1 at a start. */
  readonly before: number
  readonly by: Pick<Happening, 'node' | 'is'> | null
  readonly after: readonly Step[]
}
/** What may happen, and the place of the marking that follows. */
export interface Step extends Pick<Happening, 'node' | 'is'> {
  readonly to: number
}

export interface Exploration {
  /** In the order found: nearest to a start first. Only those from which it went on. */
  readonly explored: readonly Explored[]
  /** Nothing was left out: what was not found cannot be. */
  readonly isComplete: boolean
  /** The nodes that a token has reached; a join when it went on. */
  readonly reached: ReadonlySet<string>
}

/** Plays the game of tokens from every start, with every answer to every condition. */
export function explore(game: Game): Exploration {
  const found: Omit<Explored, 'after'>[] = []
  const explored: Explored[] = []
  const places = new Map<string, number>()
  let tokens = 0
  const place = (marking: Marking, from: Omit<Explored, 'after' | 'marking'>): number => {
    tokens += marking.tasks.length
    const key = keyOf(marking)
    const known = places.get(key) ?? found.push({ marking, ...from }) - 1
    places.set(key, known)
    return known
  }
  for (const node of Object.values(game.flow.nodes))
    if (isStart(node)) place(startingAt(node.name), { before: -1, by: null })

  let isPartial = false
  while (explored.length < found.length && found.length <= mostMarkings && tokens <= mostTokens) {
    const before = explored.length
    const next = nextMarkings(game, found[before]!.marking)
    isPartial ||= next.isPartial ?? false
    const follow = (happenings: readonly Happening[]) =>
      happenings.map(({ node, is, marking }) => ({ node, is, to: place(marking, { before, by: { node, is } }) }))
    const size = found.length
    const steps = follow(next.happenings)
    // One token alone may go round for ever: where it finds nothing new, the others get their turn.
    explored.push({ ...found[before]!, after: found.length > size ? steps : follow(next.all?.() ?? next.happenings) })
  }
  const isComplete = explored.length === found.length && !isPartial
  return { explored, isComplete, reached: reachedIn(game, explored) }
}

function reachedIn({ flow }: Game, explored: readonly Explored[]): ReadonlySet<string> {
  const steps = explored.flatMap(({ after }) => after)
  const hasCome = ({ node, is }: Step) => is === 'done' || flow.nodes[node]!.kind.scope !== 'closes'
  return new Set(steps.filter(hasCome).map(({ node }) => node))
}

/** What was done on the way to a marking, in words. */
export function pathTo({ explored }: Exploration, place: number): string {
  const path: string[] = []
  for (let at = explored[place]; at !== undefined; at = explored[at.before])
    if (at.by?.is === 'done') path.unshift(at.by.node)
  return inWords(path)
}

/** Long paths are told from their end. */
export const inWords = (path: readonly string[]): string =>
  path.length > 20 ? `… → ${path.slice(-20).join(' → ')}` : path.join(' → ')
