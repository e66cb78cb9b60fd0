import { quoted, type Problem } from '../errors.ts'
import type { AnyArtifact } from '../flow/artifact.ts'
import type { CheckedFlow } from '../flow/kind.ts'
import type { FlowNode } from '../flow/node.ts'
import { problem } from '../flow/report.ts'

/** A form over a record needs an artifact that can do what the form is for. */
export function checkArtifact(
  node: FlowNode,
  flow: CheckedFlow,
  { artifact, does }: { readonly artifact: AnyArtifact; readonly does: 'create' | 'update' },
): readonly Problem[] {
  const bad = (what: string, advice: string) => [
    problem('FLOW_BAD_OPTION', node.name, { flow: flow.name, problem: what, advice }),
  ]
  if (typeof artifact?.load !== 'function' || artifact.schema === undefined)
    return bad(
      `${node.kind.kind} was given ${quoted(artifact)}, not an artifact.`,
      'Make it with artifact(name, { … }).',
    )
  if (typeof artifact[does] === 'function') return []
  return bad(`the artifact '${artifact.name}' has no ${does}.`, `Give artifact('${artifact.name}', { ${does} }).`)
}
