import { error } from '../errors.ts'
import type { ProcessCount } from '../storage/store.ts'
import type { CountQuery, ProcessCounts } from './handover.ts'
import { countFilters, storeQuery } from './process-query.ts'
import type { Services } from './services.ts'

/** Counting stops here: a chip says `1000+`, and costs no more than a few pages. */
const most = 1000

const sorts: readonly ProcessCount[] = ['all', 'running', 'attention', 'failed', 'done', 'canceled']

/** How many processes there are of each sort, or of the sorts that are named. */
export async function countOf<C extends ProcessCount>(
  services: Services,
  { of, ...query }: CountQuery<any, C>,
): Promise<ProcessCounts<C>> {
  const named = of ?? (sorts as readonly C[])
  const odd = named.find((sort) => !sorts.includes(sort))
  if (odd !== undefined) throw error('FILTER_INVALID', { filter: 'of', value: odd, expected: sorts.join(', ') })
  const asked = await storeQuery(services, query, countFilters)
  return services.store.read.countProcesses(asked, { of: named, most })
}
