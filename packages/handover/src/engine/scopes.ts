import type { Scope } from './snapshot.ts'

/** The scopes that a token stands in, from the innermost out. */
export function chainOf(scopes: readonly Scope[], id: string | null): readonly Scope[] {
  const chain: Scope[] = []
  for (let scope = find(scopes, id); scope !== undefined; scope = find(scopes, scope.parent)) chain.push(scope)
  return chain
}

/** Whether a token in scope `id` stands inside `outer`; everything stands inside the root, null. */
export function isInside(scopes: readonly Scope[], id: string | null, outer: string | null): boolean {
  if (outer === null) return true
  const places = placesOf(scopes)
  const goal = places.get(outer) ?? -1
  // A scope is opened after its parent: walking out, one that is older than the goal cannot stand inside it.
  let place = id === null ? -1 : (places.get(id) ?? -1)
  while (place > goal) place = places.get(scopes[place]!.parent!) ?? -1
  return place === goal && goal >= 0
}

/** Those of the scopes in which a token still stands. */
export function occupied(
  scopes: readonly Scope[],
  tokens: readonly { readonly scope: string | null }[],
): readonly Scope[] {
  if (scopes.length === 0) return scopes
  const kept = new Set(tokens.flatMap((token) => chainOf(scopes, token.scope)))
  return kept.size === scopes.length ? scopes : scopes.filter((scope) => kept.has(scope))
}

const find = (scopes: readonly Scope[], id: string | null) =>
  id === null ? undefined : scopes[placesOf(scopes).get(id) ?? -1]

const known = new WeakMap<readonly Scope[], ReadonlyMap<string, number>>()
/** Where each scope stands in the list; a loop that never joins piles up thousands. */
function placesOf(scopes: readonly Scope[]): ReadonlyMap<string, number> {
  const places = known.get(scopes) ?? new Map(scopes.map((scope, place) => [scope.id, place]))
  known.set(scopes, places)
  return places
}
