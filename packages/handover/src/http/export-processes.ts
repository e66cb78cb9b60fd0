import type { Handover, ProcessOverview } from '../runtime/handover.ts'
import type { Asking } from './asking.ts'
import { byteOrderMark, csvLine } from './csv.ts'
import { columns, exportWords, type Column, type ExportLanguage, type ExportWords } from './export-words.ts'
import { showOverview } from './show-overview.ts'
import type { ListedProcess } from './wire-lists.ts'

/** An export ends here: who needs more narrows the filters, by a span of time for example. */
export const mostExported = 10_000
const pageSize = 200

type Query = NonNullable<Parameters<Handover['processes']['overview']>[0]>
type Overviews = Awaited<ReturnType<Handover['processes']['overview']>>

const cells: Readonly<Record<Column, (process: ListedProcess, words: ExportWords) => string | number | null>> = {
  number: ({ number }) => number,
  process: ({ summary }) => summary,
  flow: ({ flowTitle }) => flowTitle,
  status: ({ status }, words) => words.status[status],
  outcome: ({ outcomeTitle }) => outcomeTitle,
  reason: ({ reason }) => reason,
  attention: ({ attention }) => attention,
  standsAt: ({ standsAt }) => standsAt?.title ?? null,
  with: ({ standsAt }) => standsAt?.owner?.name ?? null,
  branches: ({ standsAt }) => standsAt?.more ?? null,
  startedBy: ({ startedBy }) => startedBy?.name ?? null,
  started: ({ createdAt }) => createdAt,
  changed: ({ changedAt }) => changedAt,
  ended: ({ finishedAt }) => finishedAt,
  id: ({ id }) => id,
}

export interface ExportOptions {
  readonly most?: number
  readonly language?: ExportLanguage | undefined
}

/** The processes that fit, as CSV, page by page while it is read. What is refused is refused before anything is sent. */
export async function exportProcesses(
  asking: Asking,
  query: Query,
  { most = mostExported, language = 'en' }: ExportOptions = {},
): Promise<ReadableStream<Uint8Array>> {
  const pageAfter = (cursor: string | null, limit: number): Promise<Overviews> =>
    asking.handover.processes.overview({ ...query, limit: Math.min(limit, pageSize), cursor })
  const text = new TextEncoder()
  const words = exportWords[language]
  let left = most
  let page: Overviews | null = await pageAfter(null, left)
  return new ReadableStream<Uint8Array>({
    start: (stream) =>
      stream.enqueue(text.encode(byteOrderMark + csvLine(columns.map((column) => words.columns[column])))),
    async pull(stream) {
      if (page === null) return stream.close()
      left -= page.items.length
      const lines = await linesOf(asking, page.items, words)
      const isCut = page.next !== null && left === 0
      stream.enqueue(text.encode(isCut ? lines + csvLine([words.cutAt(most)]) : lines))
      page = page.next === null || isCut ? null : await pageAfter(page.next, left)
    },
  })
}

async function linesOf(asking: Asking, overviews: readonly ProcessOverview[], words: ExportWords): Promise<string> {
  const shown = await Promise.all(overviews.map((overview) => showOverview(asking, overview)))
  return shown.map((process) => csvLine(columns.map((column) => cells[column](process, words)))).join('')
}
