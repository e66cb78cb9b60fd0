import {
  context,
  isSpanContextValid,
  metrics,
  SpanKind,
  SpanStatusCode,
  trace,
  TraceFlags,
  type Link,
  type MeterProvider,
  type Span as OtelSpan,
  type Tracer,
} from '@opentelemetry/api'
import { counters, gauges, histograms } from '../runtime/observe/telemetry.ts'
import type { Span, SpanStart, Telemetry } from '../runtime/observe/telemetry.ts'

export interface OpenTelemetryOptions {
  /** Under which name the spans and metrics come; `handover` by default. */
  readonly tracerName?: string
}

/**
 * Hands spans and metrics to the OpenTelemetry SDK that the application has registered.
 *
 * @example createHandover({ flows, store, telemetry: openTelemetry() })
 */
export function openTelemetry({ tracerName = 'handover' }: OpenTelemetryOptions = {}): Telemetry {
  // Asked for when they are used: an SDK that is registered later is found too.
  const tracer = () => trace.getTracer(tracerName)
  let made: { readonly provider: MeterProvider; readonly instruments: Instruments } | undefined
  const instruments = () => {
    const provider = metrics.getMeterProvider()
    if (made?.provider !== provider) made = { provider, instruments: makeInstruments(provider, tracerName) }
    return made.instruments
  }
  return {
    span: (start, body) => inSpan(tracer(), start, body),
    traceparent: () => traceparentOf(trace.getActiveSpan()),
    add: (counter, amount, attributes) => instruments().counters.get(counter)!.add(amount, attributes),
    record: (histogram, seconds, attributes) => instruments().histograms.get(histogram)!.record(seconds, attributes),
  }
}

const kinds = { internal: SpanKind.INTERNAL, consumer: SpanKind.CONSUMER, client: SpanKind.CLIENT }

function inSpan<T>(tracer: Tracer, start: SpanStart, body: (span: Span) => Promise<T>): Promise<T> {
  const { name, kind, attributes, begins } = start
  const parent = begins === undefined ? context.active() : trace.deleteSpan(context.active())
  const links = linksTo(begins?.link)
  return tracer.startActiveSpan(name, { kind: kinds[kind], attributes, links }, parent, async (span) => {
    try {
      return await body(watched(span))
    } finally {
      span.end()
    }
  })
}

const watched = (span: OtelSpan): Span => ({
  set: (attributes) => void span.setAttributes(attributes),
  fail(code) {
    span.setAttribute('error.type', code)
    span.setStatus({ code: SpanStatusCode.ERROR, message: code })
  },
})

/** W3C trace context: version, trace, span, flags. */
const traceparent = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/

function traceparentOf(span: OtelSpan | undefined): string | undefined {
  const from = span?.spanContext()
  if (from === undefined || !isSpanContextValid(from)) return undefined
  return `00-${from.traceId}-${from.spanId}-${from.traceFlags.toString(16).padStart(2, '0')}`
}

function linksTo(link: string | undefined): Link[] {
  const found = traceparent.exec(link ?? '')
  if (found === null) return []
  const traceFlags = Number.parseInt(found[3]!, 16) & TraceFlags.SAMPLED
  return [{ context: { traceId: found[1]!, spanId: found[2]!, traceFlags, isRemote: true } }]
}

type Instruments = ReturnType<typeof makeInstruments>

function makeInstruments(provider: MeterProvider, name: string) {
  const meter = provider.getMeter(name)
  return {
    counters: new Map([
      ...counters.map(({ name: counter, ...options }) => [counter, meter.createCounter(counter, options)] as const),
      ...gauges.map(({ name: gauge, ...options }) => [gauge, meter.createUpDownCounter(gauge, options)] as const),
    ]),
    histograms: new Map(
      histograms.map(({ name: histogram, description, borders }) => {
        const advice = { explicitBucketBoundaries: [...borders] }
        return [histogram, meter.createHistogram(histogram, { description, unit: 's', advice })] as const
      }),
    ),
  }
}
