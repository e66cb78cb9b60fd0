import type { FrozenFlow } from '../flow/define-flow.ts'
import type { FlowNode } from '../flow/node.ts'
import { inWords } from '../flow/words.ts'
import type { Processes } from '../runtime/handover.ts'
import { nodeOf, type Asking } from './asking.ts'
import { labelsOf } from './form.ts'
import { artifactNamed } from './show-artifact.ts'
import type { HistoryEvent } from './wire.ts'

type RuntimeEvent = Awaited<ReturnType<Processes['history']>>[number]

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
}

export async function showEvent(asking: Asking, flow: string, event: RuntimeEvent): Promise<HistoryEvent> {
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
    changes: showChanges(asking, flow, { node, changed: kept.changed ?? {} }),
    ...(told !== undefined && { told }),
  }
}

type ShownKept = Pick<HistoryEvent, 'target' | 'name' | 'child' | 'reason' | 'error' | 'attempt' | 'until'>

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
  }
}

interface Changed {
  readonly node: string | null
  readonly changed: NonNullable<Kept['changed']>
}

function showChanges(asking: Asking, flow: string, { node, changed }: Changed): HistoryEvent['changes'] {
  const known = asking.handover.flows.get(flow)
  const labels = known && labelsOf(known)
  const isShown = shownKeys(node === null ? undefined : nodeOf(asking, flow, node))
  return Object.entries(changed).flatMap(([key, [before = null, after = null]]) => {
    if (labels?.has(key) === false && isRecord(after)) return [showRecord(known, key, after)]
    return isShown(key) ? [{ key, label: labels?.get(key) ?? inWords(key), before, after }] : []
  })
}

/** The record that the process is about from then on, by what people call such records. */
function showRecord(flow: FrozenFlow | undefined, key: string, { type, id }: { type: string; id: string }) {
  return { key, label: (flow && artifactNamed(flow, type)?.title) ?? inWords(type), before: null, after: id }
}
const isRecord = (value: unknown): value is { type: string; id: string } =>
  typeof value === 'object' && value !== null && 'type' in value && 'id' in value

const titleOf = (asking: Asking, flow: string, node: string): string =>
  nodeOf(asking, flow, node)?.title || inWords(node)

/** At a start the defaults come with the data; only what was asked for was handed in by somebody. */
function shownKeys(node: FlowNode | undefined): (key: string) => boolean {
  const form = node?.kind.role === 'start' ? node.kind.form?.(node) : undefined
  return (key) => form === undefined || !('fields' in form) || form.fields.includes(key)
}
