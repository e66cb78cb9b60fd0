import { error } from '../../errors.ts'
import type { HistoryEvent } from '../../engine/event.ts'
import type { Snapshot } from '../../engine/snapshot.ts'
import type { Delivery } from '../../storage/store.ts'
import type { WebhookBody } from '../../webhooks/webhook-body.ts'
import type { Moved } from '../action.ts'
import { personOf } from '../process.ts'
import type { Services } from '../services.ts'
import type { CheckedWebhook } from './check-webhooks.ts'
import { newDelivery } from './delivery.ts'
import { post } from './post-webhook.ts'

/** In milliseconds: who answers later has failed. */
const patience = 15_000
/** So many are sent at once: receivers that do not answer must not hold up what processes send each other. */
const mostAtOnce = 4

/** Tells others of what happens: rows of the outbox, in order per process, sent until they are taken. */
export class Webhooks {
  readonly #webhooks: readonly CheckedWebhook[]
  readonly #patience: number
  readonly #stopping = new AbortController()
  #underWay = 0

  constructor(webhooks: readonly CheckedWebhook[], options: { readonly patience?: number } = {}) {
    this.#webhooks = webhooks
    this.#patience = options.patience ?? patience
  }

  get names(): readonly string[] {
    return this.#webhooks.map(({ name }) => name)
  }

  /** The rows that tell of what happened, in its order. What is sent is decided here: each attempt sends the same. */
  deliveries(services: Pick<Services, 'newId' | 'now'>, { after, events }: Moved): readonly Delivery[] {
    if (this.#webhooks.length === 0) return []
    const { id, tenant, flow } = after.process
    return events.flatMap((event) =>
      this.#webhooks
        .filter((webhook) => webhook.hears(event.type, flow))
        .map(({ name, sendsData }) => {
          const body = bodyOf(event, after, sendsData)
          const payload = { webhook: name, process: id, body }
          return newDelivery(services, { kind: 'webhook', payload, tenant, lane: `webhook:${name}:${id}` })
        }),
    )
  }

  /** Sends one; answers when it was taken. Throws `WEBHOOK_FAILED`, `_GONE`, `_UNKNOWN` or `_BUSY`. */
  async send(name: string, body: WebhookBody): Promise<void> {
    const webhook = this.#webhooks.find((each) => each.name === name)
    if (webhook === undefined) throw error('WEBHOOK_UNKNOWN', { name })
    if (this.#underWay >= mostAtOnce) throw error('WEBHOOK_BUSY', { name, most: mostAtOnce })
    this.#underWay++
    try {
      await post(webhook, body, { patience: this.#patience, stopping: this.#stopping.signal })
    } finally {
      this.#underWay--
    }
  }

  /** Breaks off what is under way: it is sent again by the next server. */
  stop(): void {
    this.#stopping.abort()
  }
}

function bodyOf(event: HistoryEvent, { process, tasks }: Snapshot, sendsData: boolean): WebhookBody {
  const task = tasks.find(({ id }) => id === event.task)
  const { id, number, flow, status, startedBy, startedByName, summary, data } = process
  const outcome = status === 'running' ? null : process.outcome
  const about = { id, number, flow, status, outcome, startedBy: personOf(startedBy, startedByName) }
  return {
    id: `${event.process}:${event.number}`,
    type: event.type,
    time: event.at,
    actor: personOf(event.actor, event.actorName),
    process: { ...about, ...(sendsData && { summary, data }) },
    task: task === undefined ? null : taskOf(task, sendsData),
    ...(sendsData && { note: event.note, details: event.data }),
  }
}

function taskOf(task: Snapshot['tasks'][number], sendsData: boolean): WebhookBody['task'] {
  const { id, node, kind, title, status, createdAt, dueAt, finishedAt, summary, result, item } = task
  const owner = personOf(task.owner, task.ownerName)
  const about = { id, node, kind, title, status, owner, createdAt, dueAt, finishedAt }
  return { ...about, ...(sendsData && { summary, result, item }) }
}
