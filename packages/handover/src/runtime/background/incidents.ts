import { error, isHandoverError } from '../../errors.ts'
import type { Delivery } from '../../storage/store.ts'
import type { Incident, Incidents, Once } from '../handover.ts'
import { answerAfter, firstAnswer, keptAnswer, keyedBy } from '../once.ts'
import { noticeOfIncident } from '../notice-of.ts'
import { isId } from '../perform.ts'
import type { Services } from '../services.ts'

/** Deliveries that were tried in vain for long: what an operator can see and do about them. */
export function incidentsOf(services: Services, written: (rows: readonly Delivery[]) => void): Incidents {
  const { store, now } = services
  const get = async (id: string): Promise<Delivery> => {
    const row = isId(id) ? await store.outbox.get(id) : undefined
    if (row?.isDead !== true) throw error('INCIDENT_NOT_FOUND', { incident: id })
    return row
  }
  /** In one transaction: the row goes, and these come in its place. */
  const settle = async (id: string, what: 'retry' | 'drop', options: Once): Promise<void> => {
    const keyed = keyedBy(options, () => ({ type: what, incident: id }))
    const unit = store.begin()
    try {
      if (keyed !== undefined && (await firstAnswer(unit, keyed)) !== undefined) return
      const row = await get(id)
      const at = now().toISOString()
      const anew = { attempts: 0, dueAt: at, isDead: false, claimedBy: null, claimedUntil: null }
      const deliveries = what === 'drop' ? [] : [{ ...row, ...anew }]
      await unit.write([], {
        takes: { delivery: id },
        deliveries,
        ...(keyed && { answer: keptAnswer(keyed, {}, at) }),
      })
      written(deliveries)
      store.notices.publish({ ...noticeOfIncident(row), wakes: deliveries.length > 0 })
    } catch (failure) {
      await answerAfter(isTaken(failure) ? error('INCIDENT_NOT_FOUND', { incident: id }) : failure, services, { keyed })
    }
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
    retry: (id, options = {}) => settle(id, 'retry', options),
    drop: (id, options = {}) => settle(id, 'drop', options),
  }
}

const isTaken = (failure: unknown): boolean => isHandoverError(failure) && failure.code === 'ALREADY_TAKEN'

function toIncident(row: Delivery): Incident {
  const { id, kind, payload, createdAt, attempts, error: reason } = row
  return { id, kind, process: processOf(row), payload, createdAt: new Date(createdAt), attempts, error: reason ?? '' }
}

/** Which process it is about, also where that is not held back with it. */
function processOf({ process, payload }: Delivery): string | null {
  const about = (payload as { readonly process?: string | { readonly id: string } } | null)?.process
  return process ?? (typeof about === 'string' ? about : (about?.id ?? null))
}
