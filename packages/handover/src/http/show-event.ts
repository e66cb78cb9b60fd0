import type { FlowNode } from '../flow/node.ts'
import { inWords } from '../flow/words.ts'
import type { Processes } from '../runtime/handover.ts'
import { nodeOf, type Asking } from './asking.ts'
import { labelsOf } from './form.ts'
import type { HistoryEvent } from './wire.ts'

type RuntimeEvent = Awaited<ReturnType<Processes['history']>>[number]

/** What an event keeps beside its columns. */
interface Kept {
  readonly changed?: Readonly<Record<string, readonly [unknown, unknown]>>
  readonly told?: unknown
  readonly owner?: string | null
  readonly ownerName?: string | null
}

export async function showEvent(asking: Asking, flow: string, event: RuntimeEvent): Promise<HistoryEvent> {
  const { number, type, task, node, actor, actorName, at, from, to, note } = event
  const { changed = {}, told, owner = null, ownerName } = (event.data ?? {}) as Kept
  const isGiven = type === 'task.assigned' && owner !== null
  const known = asking.handover.flows.get(flow)
  const labels = known && labelsOf(known)
  const isShown = shownKeys(node === null ? undefined : nodeOf(asking, flow, node))
  const shown = Object.entries(changed).filter(([key]) => isShown(key))
  const changes = shown.map(([key, [before = null, after = null]]) => {
    return { key, label: labels?.get(key) ?? inWords(key), before, after }
  })
  return {
    number,
    type,
    task,
    node,
    title: node === null ? null : (nodeOf(asking, flow, node)?.title ?? node),
    actor: await asking.people.of(actor === null ? null : { id: actor, name: actorName ?? actor }),
    at,
    from,
    to,
    note,
    assignee: await asking.people.of(isGiven ? { id: owner, name: ownerName ?? owner } : null),
    changes,
    ...(told !== undefined && { told }),
  }
}

/** At a start the defaults come with the data; only what was asked for was handed in by somebody. */
function shownKeys(node: FlowNode | undefined): (key: string) => boolean {
  const form = node?.kind.role === 'start' ? node.kind.form?.(node) : undefined
  return (key) => form === undefined || !('fields' in form) || form.fields.includes(key)
}
