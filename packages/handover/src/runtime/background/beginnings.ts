import type { FrozenFlow } from '../../flow/define-flow.ts'
import type { BeginsBy } from '../../flow/kind.ts'

/** A start that nobody gives: what it begins by. */
export interface Beginning<By extends BeginsBy['by'] = BeginsBy['by']> {
  readonly flow: FrozenFlow
  readonly node: string
  readonly begins: BeginsBy & { readonly by: By }
}

/** The starts of these flows that begin by themselves in this way, in the order as written. */
export function beginningsBy<By extends BeginsBy['by']>(
  flows: ReadonlyMap<string, FrozenFlow>,
  by: By,
): readonly Beginning<By>[] {
  return [...flows.values()].flatMap((flow) =>
    Object.values(flow.graph).flatMap((node) => {
      const begins = node.kind.begins?.(node)
      return begins?.by === by ? [{ flow, node: node.name, begins: begins as Beginning<By>['begins'] }] : []
    }),
  )
}
