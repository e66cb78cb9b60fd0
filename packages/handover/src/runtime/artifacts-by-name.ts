import { error } from '../errors.ts'
import type { FrozenFlow } from '../flow/define-flow.ts'
import type { AnyArtifact } from '../flow/artifact.ts'

/** The application's records by name: those that stand in a form of a flow, and those that were handed in. */
export function artifactsByName(
  flows: Iterable<FrozenFlow>,
  given: readonly AnyArtifact[] = [],
): ReadonlyMap<string, AnyArtifact> {
  const artifacts = new Map<string, AnyArtifact>()
  for (const artifact of [...given, ...[...flows].flatMap(artifactsOf)]) {
    const known = artifacts.get(artifact.name)
    if (known !== undefined && known !== artifact)
      throw error('OPTION_INVALID', {
        option: 'artifacts',
        value: artifact.name,
        expected: 'each artifact a name of its own',
      })
    artifacts.set(artifact.name, artifact)
  }
  return artifacts
}

function artifactsOf(flow: FrozenFlow): readonly AnyArtifact[] {
  return Object.values(flow.graph).flatMap((node) => {
    const form = node.kind.form?.(node)
    return form !== undefined && 'artifact' in form ? [form.artifact] : []
  })
}
