/**
 * The PORT: traces and metrics. `handover/opentelemetry` brings what stands behind it; without one, nothing is measured.
 * None of its methods may throw.
 */
export interface Telemetry {
  /** Runs `body` in a span of its own, which is the present one meanwhile. */
  span<T>(start: SpanStart, body: (span: Span) => Promise<T>): Promise<T>
  /** The present span as a W3C traceparent; undefined outside of any. */
  traceparent(): string | undefined
  /** Adds to a counter, or to what goes up and down. */
  add(counter: Counter, amount: number, attributes: Attributes): void
  /** Puts a value into a histogram, in seconds. */
  record(histogram: Histogram, seconds: number, attributes: Attributes): void
}

export interface SpanStart {
  /** One of few: what differs from case to case stands in the attributes. */
  readonly name: string
  readonly kind: 'internal' | 'consumer' | 'client'
  readonly attributes: Attributes
  /** A trace of its own, which links to this traceparent if there is one. Without it, a child of the present span. */
  readonly begins?: { readonly link: string | undefined }
}

export interface Span {
  set(attributes: Attributes): void
  /** It did not succeed; the code says why. */
  fail(code: string): void
}

/** What is undefined is left out. */
export type Attributes = Readonly<Record<string, string | number | boolean | undefined>>

export type Counter = (typeof counters)[number]['name'] | 'handover.jobs.running'
export type Histogram = (typeof histograms)[number]['name']

/** What only goes up. */
export const counters = [
  { name: 'handover.commands', unit: '{command}', description: 'Commands that were given, by what came of them' },
  { name: 'handover.jobs', unit: '{job}', description: 'Attempts at jobs, by what came of them' },
  { name: 'handover.deliveries', unit: '{delivery}', description: 'Attempts at deliveries, by what came of them' },
  { name: 'handover.incidents', unit: '{incident}', description: 'Deliveries that were given up' },
] as const

/** What goes up and down. */
export const gauges = [
  { name: 'handover.jobs.running', unit: '{job}', description: 'Jobs that run on this server now' },
] as const

/** What takes time, in seconds; with the borders between which it is counted. */
export const histograms = [
  {
    name: 'handover.command.duration',
    description: 'How long commands took, from the call to the commit',
    borders: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
  },
  {
    name: 'handover.job.duration',
    description: 'How long the bodies of jobs ran',
    borders: [0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30, 60, 300, 900, 3600],
  },
  {
    name: 'handover.timer.lag',
    description: 'How much later than due timers fired',
    borders: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 3600],
  },
] as const
