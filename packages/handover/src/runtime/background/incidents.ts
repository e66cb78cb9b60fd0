import { error, isHandoverError } from '../../errors.ts'
import type { Delivery } from '../../storage/store.ts'
import type { Incident, Incidents } from '../handover.ts'
import { isId } from '../perform.ts'
import type { Services } from '../services.ts'

/** Deliveries that were tried in vain for long: what an operator can see and do about them. */
export function incidentsOf({ store, now }: Services, written: (rows: readonly Delivery[]) => void): Incidents {
  const get = async (id: string): Promise<Delivery> => {
    const row = isId(id) ? await store.outbox.get(id) : undefined
    if (row?.isDead !== true) throw error('INCIDENT_NOT_FOUND', { incident: id })
    return row
  }
  return {
    // Few rows name their process where the store finds it; of the others it is said in what they carry.
    async list({ process, ...query } = {}) {
      for (let cursor = query.cursor ?? null; ;) {
        const { items, next } = await store.outbox.dead({ ...query, cursor, tenant: '' })
        const incidents = items.map(toIncident).filter((each) => process === undefined || each.process === process)
        if (incidents.length > 0 || next === null) return { items: incidents, next }
        cursor = next
      }
    },
    async retry(id) {
      const row = { ...(await get(id)), attempts: 0, dueAt: now().toISOString(), isDead: false }
      await store.outbox.change(id, row)
      written([row])
    },
    async drop(id) {
      await get(id)
      try {
        await store.outbox.replace(id, [])
      } catch (failure) {
        if (isHandoverError(failure) && failure.code === 'ALREADY_TAKEN')
          throw error('INCIDENT_NOT_FOUND', { incident: id })
        throw failure
      }
    },
  }
}

function toIncident(row: Delivery): Incident {
  const { id, kind, payload, createdAt, attempts, error: reason } = row
  return { id, kind, process: processOf(row), payload, createdAt: new Date(createdAt), attempts, error: reason ?? '' }
}

/** Which process it is about, also where that is not held back with it. */
function processOf({ process, payload }: Delivery): string | null {
  const about = (payload as { readonly process?: string | { readonly id: string } } | null)?.process
  return process ?? (typeof about === 'string' ? about : (about?.id ?? null))
}
