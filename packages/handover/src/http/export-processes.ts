import type { Handover, ProcessOverview } from '../runtime/handover.ts'
import type { Asking } from './asking.ts'
import { byteOrderMark, csvLine } from './csv.ts'
import { showOverview } from './show-overview.ts'
import type { ListedProcess } from './wire-lists.ts'

/** An export ends here: who needs more narrows the filters, by a span of time for example. */
export const mostExported = 10_000
const pageSize = 200

type Query = NonNullable<Parameters<Handover['processes']['overview']>[0]>
type Overviews = Awaited<ReturnType<Handover['processes']['overview']>>

const columns: readonly (readonly [string, (process: ListedProcess) => string | number | null])[] = [
  ['Number', ({ number }) => number],
  ['Process', ({ summary }) => summary],
  ['Flow', ({ flowTitle }) => flowTitle],
  ['Status', ({ status }) => status],
  ['Outcome', ({ outcomeTitle }) => outcomeTitle],
  ['Reason', ({ reason }) => reason],
  ['Needs attention', ({ attention }) => attention],
  ['Stands at', ({ standsAt }) => standsAt?.title ?? null],
  ['With', ({ standsAt }) => standsAt?.owner?.name ?? null],
  ['Further branches', ({ standsAt }) => standsAt?.more ?? null],
  ['Started by', ({ startedBy }) => startedBy?.name ?? null],
  ['Started', ({ createdAt }) => createdAt],
  ['Changed', ({ changedAt }) => changedAt],
  ['Ended', ({ finishedAt }) => finishedAt],
  ['Id', ({ id }) => id],
]

/** The processes that fit, as CSV, page by page while it is read. What is refused is refused before anything is sent. */
export async function exportProcesses(
  asking: Asking,
  query: Query,
  most = mostExported,
): Promise<ReadableStream<Uint8Array>> {
  const pageAfter = (cursor: string | null, limit: number): Promise<Overviews> =>
    asking.handover.processes.overview({ ...query, limit: Math.min(limit, pageSize), cursor })
  const text = new TextEncoder()
  let left = most
  let page: Overviews | null = await pageAfter(null, left)
  return new ReadableStream<Uint8Array>({
    start: (stream) => stream.enqueue(text.encode(byteOrderMark + csvLine(columns.map(([title]) => title)))),
    async pull(stream) {
      if (page === null) return stream.close()
      left -= page.items.length
      const lines = await linesOf(asking, page.items)
      const isCut = page.next !== null && left === 0
      stream.enqueue(text.encode(isCut ? lines + csvLine([cutAt(most)]) : lines))
      page = page.next === null || isCut ? null : await pageAfter(page.next, left)
    },
  })
}

/** The last line of an export that has to end: nobody shall take a part for the whole. */
const cutAt = (most: number): string =>
  `Only the newest ${most} are here. Narrow the filters, for example by when they were started.`

async function linesOf(asking: Asking, overviews: readonly ProcessOverview[]): Promise<string> {
  const shown = await Promise.all(overviews.map((overview) => showOverview(asking, overview)))
  return shown.map((process) => csvLine(columns.map(([, cell]) => cell(process)))).join('')
}
