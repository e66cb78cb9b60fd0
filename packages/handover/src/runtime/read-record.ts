import type { ProcessState } from '../engine/snapshot.ts'
import type { ArtifactRecord } from './handover.ts'
import { refuseInside } from './inside.ts'
import type { Services } from './services.ts'

/** The application's record that a process is about, for showing it: a record that is gone is no failure. */
export async function readRecord(
  { artifacts, store }: Services,
  { artifactType: type, artifactId: id }: ProcessState,
): Promise<ArtifactRecord | null> {
  refuseInside('processes.artifact')
  const artifact = type === null ? undefined : artifacts.get(type)
  if (artifact === undefined || id === null) return null
  const load = async (tx: unknown) => artifact.load(tx, id) as Readonly<Record<string, unknown>> | null | undefined
  // No transaction where the store lets one read without: a page should not stand in line with the writers.
  const { database } = store as { readonly database?: unknown }
  const record = await (database === undefined ? store.transaction(load) : load(database))
  const called = `${artifact.title} ${id}`
  if (record == null) return { type: artifact.name, id, label: called, values: null }
  const values = Object.fromEntries(Object.keys(artifact.schema.shape).map((key) => [key, record[key]]))
  return { type: artifact.name, id, label: artifact.label?.(record) ?? called, values }
}
