import { z } from 'zod'
import type { FrozenFlow } from '../flow/define-flow.ts'
import type { AnyArtifact } from '../flow/artifact.ts'
import { inWords } from '../flow/words.ts'
import type { ArtifactRecord } from '../runtime/handover.ts'
import type { Asking } from './asking.ts'
import { showFacts } from './show-facts.ts'
import type { Artifact, Fact } from './wire.ts'

/** The record that a process is about, for reading, and its present values as JSON: null when it is gone. */
export interface ReadArtifact {
  readonly shown: Artifact
  readonly values: Readonly<Record<string, unknown>> | null
}

export async function readArtifact(asking: Asking, flow: FrozenFlow, process: string): Promise<ReadArtifact | null> {
  const record = await asking.handover.processes.artifact(process, { by: asking.actor })
  if (record === null) return null
  const { type, id, label } = record
  const definition = artifactNamed(flow, type)
  const values = valuesOf(record, definition)
  const title = definition?.title ?? inWords(type)
  return {
    values,
    shown: {
      type,
      title,
      id,
      label,
      isGone: values === null,
      facts: values === null ? [] : factsOf(values, definition),
    },
  }
}

/** Of a record that no form here knows, every value under its own name. */
function factsOf(values: Readonly<Record<string, unknown>>, definition: AnyArtifact | undefined): Fact[] {
  if (definition !== undefined) return showFacts(definition.schema, values)
  return Object.entries(values).map(([key, value]) => ({ key, label: inWords(key), value: value ?? null }))
}

/** Artifacts are known by the forms that create or change them. */
export function artifactNamed(flow: FrozenFlow, name: string): AnyArtifact | undefined {
  for (const node of Object.values(flow.graph)) {
    const form = node.kind.form?.(node)
    if (form !== undefined && 'artifact' in form && form.artifact.name === name) return form.artifact
  }
  return undefined
}

/** As JSON, field by field: one that does not fit its schema any more is still worth reading. */
function valuesOf({ values }: ArtifactRecord, definition: AnyArtifact | undefined): ReadArtifact['values'] {
  if (values === null) return null
  const shape: Readonly<Record<string, unknown>> = definition?.schema.shape ?? {}
  const known = Object.entries(values).filter(([, value]) => value !== undefined)
  return Object.fromEntries(known.map(([key, value]) => [key, encode(shape[key] as z.ZodType | undefined, value)]))
}

function encode(schema: z.ZodType | undefined, value: unknown): unknown {
  const encoded = schema && z.safeEncode(schema, value as never)
  return encoded?.success ? encoded.data : (JSON.parse(JSON.stringify(value)) as unknown)
}
