import type { FrozenFlow } from '../flow/define-flow.ts'
import type { FlowNode } from '../flow/node.ts'
import { inWords } from '../flow/words.ts'
import type { ArtifactRecord, Processes } from '../runtime/handover.ts'
import { nodeOf, type Asking } from './asking.ts'
import { readingsOf, type Reading } from './readings-of.ts'
import { artifactNamed } from './show-artifact.ts'
import type { HistoryEvent } from './wire.ts'

/** What of the process its events are read by. */
interface HistoryPlace {
  readonly flow: string
  /** The record that it is about, by what people call it; null when it is about none. */
  readonly artifact: Pick<ArtifactRecord, 'type' | 'id' | 'label'> | null
}

type RuntimeEvent = Awaited<ReturnType<Processes['history']>>[number]

/** Events as they are read. The record is only asked for when one of them names it. */
export async function showEvents(
  asking: Asking,
  process: { readonly id: string; readonly flow: string },
  events: readonly RuntimeEvent[],
): Promise<HistoryEvent[]> {
  const isNamed = events.some(({ data }) =>
    Object.values((data as Kept | null)?.changed ?? {}).some(([, after]) => isRecord(after)),
  )
  const artifact = isNamed ? await asking.handover.processes.artifact(process.id, { by: asking.actor }) : null
  return Promise.all(events.map((event) => showEvent(asking, { flow: process.flow, artifact }, event)))
}

/** What an event keeps beside its columns. */
interface Kept {
  readonly changed?: Readonly<Record<string, readonly [unknown, unknown]>>
  readonly told?: unknown
  readonly owner?: string | null
  readonly ownerName?: string | null
  readonly to?: string
  readonly join?: string
  readonly name?: string
  readonly code?: string | null
  readonly child?: string
  readonly number?: number
  readonly status?: string
  readonly reason?: string | null
  readonly error?: { readonly code: string; readonly message: string }
  readonly attempt?: number
  readonly dueAt?: string | null
  readonly formerDueAt?: string | null
}

async function showEvent(asking: Asking, place: HistoryPlace, event: RuntimeEvent): Promise<HistoryEvent> {
  const { flow } = place
  const { number, type, task, node, actor, actorName, at, from, to, note } = event
  const kept = (event.data ?? {}) as Kept
  const { owner = null, ownerName, told } = kept
  const isGiven = (type === 'task.assigned' || type === 'task.sentBack') && owner !== null
  return {
    number,
    type,
    task,
    node,
    title: node === null ? null : titleOf(asking, flow, node),
    actor: await asking.people.of(actor === null ? null : { id: actor, name: actorName ?? actor }),
    at,
    from,
    to,
    note,
    assignee: await asking.people.of(isGiven ? { id: owner, name: ownerName ?? owner } : null),
    ...showKept(asking, flow, kept),
    changes: showChanges(asking, place, { node, changed: kept.changed ?? {} }),
    ...(told !== undefined && { told }),
  }
}

type ShownKept = Pick<
  HistoryEvent,
  'target' | 'name' | 'child' | 'reason' | 'error' | 'attempt' | 'until' | 'formerUntil'
>

function showKept(asking: Asking, flow: string, kept: Kept): ShownKept {
  const { child, number, status = null, reason = null, error = null, attempt = null, dueAt = null } = kept
  const target = kept.to ?? kept.join ?? null
  const isCalled = child !== undefined && number !== undefined
  return {
    target: target === null ? null : titleOf(asking, flow, target),
    name: kept.name ?? (isCalled ? null : (kept.code ?? null)),
    child: isCalled ? { id: child, number, status } : null,
    reason,
    // Events of this kind keep no more than code and message.
    error,
    attempt,
    until: dueAt,
    formerUntil: kept.formerDueAt ?? null,
  }
}

interface Changed {
  readonly node: string | null
  readonly changed: NonNullable<Kept['changed']>
}

function showChanges(asking: Asking, place: HistoryPlace, { node, changed }: Changed): HistoryEvent['changes'] {
  const known = asking.handover.flows.get(place.flow)
  const at = node === null ? undefined : nodeOf(asking, place.flow, node)
  const readings = known && readingsAt(known, at)
  const isShown = shownKeys(at)
  return Object.entries(changed).flatMap(([key, [before = null, after = null]]) => {
    if (readings?.has(key) === false && isRecord(after)) return [showRecord(known, place, { key, after })]
    return isShown(key) ? [{ key, ...(readings?.get(key) ?? { label: inWords(key) }), before, after }] : []
  })
}

/** A form of a record changes the record, once there is one; every other node the data. */
function readingsAt(flow: FrozenFlow, node: FlowNode | undefined): ReadonlyMap<string, Reading> {
  const form = node?.kind.role === 'start' ? undefined : node?.kind.form?.(node)
  const ofData = readingsOf(flow.schema)
  return form !== undefined && 'artifact' in form ? new Map([...ofData, ...readingsOf(form.artifact.schema)]) : ofData
}

/** The record that the process is about from then on: by what people call such records, and this one. */
function showRecord(
  flow: FrozenFlow | undefined,
  { artifact }: HistoryPlace,
  { key, after: { type, id } }: { readonly key: string; readonly after: About },
) {
  const label = (flow && artifactNamed(flow, type)?.title) ?? inWords(type)
  const isPresent = artifact?.type === type && artifact.id === id
  return { key, label, before: null, after: isPresent ? artifact.label : id }
}
interface About {
  readonly type: string
  readonly id: string
}
const isRecord = (value: unknown): value is About =>
  typeof value === 'object' && value !== null && 'type' in value && 'id' in value

const titleOf = (asking: Asking, flow: string, node: string): string =>
  nodeOf(asking, flow, node)?.title || inWords(node)

/** At a start the defaults come with the data; only what was asked for was handed in by somebody. */
function shownKeys(node: FlowNode | undefined): (key: string) => boolean {
  const form = node?.kind.role === 'start' ? node.kind.form?.(node) : undefined
  if (form === undefined || 'schema' in form) return () => true
  return (key) => !('artifact' in form) && form.fields.includes(key)
}
