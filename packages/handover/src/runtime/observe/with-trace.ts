import type { Delivery } from '../../storage/store.ts'
import type { Services } from '../services.ts'

/** Those that begin a trace of their own, which links to the command that wrote them. */
const kinds: readonly string[] = ['job', 'hook', 'webhook']

/** The rows with the present span, when there is one to remember. */
export function withTrace({ telemetry }: Services, rows: readonly Delivery[]): readonly Delivery[] {
  if (rows.length === 0) return rows
  const trace = telemetry?.traceparent()
  if (trace === undefined) return rows
  return rows.map((row) =>
    kinds.includes(row.kind) ? { ...row, payload: { ...(row.payload as object), trace } } : row,
  )
}
