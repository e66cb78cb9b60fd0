import type { Scope } from './snapshot.ts'

/** The scopes that a token stands in, from the innermost out. */
export function chainOf(scopes: readonly Scope[], id: string | null): readonly Scope[] {
  const chain: Scope[] = []
  for (let scope = find(scopes, id); scope !== undefined; scope = find(scopes, scope.parent)) chain.push(scope)
  return chain
}

/** Whether a token in scope `id` stands inside `outer`; everything stands inside the root, null. */
export function isInside(scopes: readonly Scope[], id: string | null, outer: string | null): boolean {
  return outer === null || chainOf(scopes, id).some((scope) => scope.id === outer)
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
  id === null ? undefined : scopes.find((scope) => scope.id === id)
