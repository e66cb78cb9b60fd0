import { AsyncLocalStorage } from 'node:async_hooks'
import {
  context,
  metrics,
  ROOT_CONTEXT,
  SpanStatusCode,
  trace,
  type Context,
  type ContextManager,
} from '@opentelemetry/api'
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics'
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
  type ReadableSpan,
} from '@opentelemetry/sdk-trace-base'
import { openTelemetry } from 'handover/opentelemetry'
import { createTestHandover } from 'handover/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { anna, broken, parcel, secret } from './flows.ts'

/** What `AsyncLocalStorageContextManager` of the SDK for Node does. */
class LocalContexts implements ContextManager {
  readonly #storage = new AsyncLocalStorage<Context>()
  active = () => this.#storage.getStore() ?? ROOT_CONTEXT
  with: ContextManager['with'] = (given, body, thisArg, ...args) =>
    this.#storage.run(given, () => body.apply(thisArg as never, args))
  bind: ContextManager['bind'] = (_, target) => target
  enable = () => this
  disable = () => this
}

const spans = new InMemorySpanExporter()
const measured = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE)
const reader = new PeriodicExportingMetricReader({ exporter: measured, exportIntervalMillis: 2 ** 30 })
const meters = new MeterProvider({ readers: [reader] })

beforeAll(() => {
  context.setGlobalContextManager(new LocalContexts())
  trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(spans)] }))
  metrics.setGlobalMeterProvider(meters)
})
afterAll(async () => {
  await meters.shutdown()
  context.disable()
  trace.disable()
  metrics.disable()
})
beforeEach(() => {
  broken.function = false
  broken.job = 0
})

/** A Handover whose spans and metrics come under a name of its own. */
async function make(name: string) {
  const made = await createTestHandover({ flows: [parcel], telemetry: openTelemetry({ tracerName: name }) })
  onTestFinished(() => made.close())
  const started = async () => {
    const process = await made.handover.start(parcel, 'start', { account: secret }, { by: anna })
    return { process, task: process.tasks.find(({ node }) => node === 'weigh')! }
  }
  const found = (span: string): readonly ReadableSpan[] =>
    spans.getFinishedSpans().filter((each) => each.instrumentationScope.name === name && each.name === span)
  return { ...made, started, found, values: () => valuesOf(name) }
}

/** Each metric with what was counted, by its attributes. */
async function valuesOf(scope: string): Promise<Record<string, readonly { attributes: object; value: unknown }[]>> {
  await reader.forceFlush()
  const scopes = measured
    .getMetrics()
    .at(-1)!
    .scopeMetrics.filter((each) => each.scope.name === scope)
  return Object.fromEntries(
    scopes.flatMap((each) =>
      each.metrics.map((metric) => [
        metric.descriptor.name,
        metric.dataPoints.map(({ attributes, value }) => ({ attributes, value })),
      ]),
    ),
  )
}

describe('a span', () => {
  test('stands for each command, with flow, node and process', async () => {
    const { started, found, handover } = await make('commands')
    const { process, task } = await started()
    await task.do('assign', { by: anna })
    await handover.complete(parcel, 'weigh', task.id, { weight: 2 }, { by: anna })
    const about = {
      'handover.flow': 'parcel',
      'handover.process.id': process.id,
      'handover.process.number': process.number,
    }
    expect(found('handover.command start')[0]!.attributes).toMatchObject({ ...about, 'handover.node': 'start' })
    const [complete, ...others] = found('handover.command complete')
    expect(others).toEqual([])
    expect(complete!.attributes).toEqual({
      ...about,
      'handover.command': 'complete',
      'handover.node': 'weigh',
      'handover.task.id': task.id,
    })
    expect(complete!.status.code).toBe(SpanStatusCode.UNSET)
  })

  test('of a refused command is an error with the code', async () => {
    const { started, found, handover } = await make('refusals')
    const { task } = await started()
    await handover.complete(parcel, 'weigh', task.id, { weight: secret } as never).catch(() => {})
    const [span] = found('handover.command complete')
    expect(span!.status).toEqual({ code: SpanStatusCode.ERROR, message: 'INPUT_INVALID' })
    expect(span!.attributes).toMatchObject({ 'error.type': 'INPUT_INVALID', 'handover.task.id': task.id })
  })

  test('of a command is the child of the one in which it is given', async () => {
    const { started, found } = await make('requests')
    const request = trace.getTracer('http').startSpan('POST /flow')
    await context.with(trace.setSpan(context.active(), request), started)
    request.end()
    const [span] = found('handover.command start')
    expect(span!.parentSpanContext).toMatchObject({ spanId: request.spanContext().spanId })
    expect(span!.spanContext().traceId).toBe(request.spanContext().traceId)
  })

  test('of a job links to the command that caused it, and holds what the job does', async () => {
    // The application may well start in a span of its own.
    const boot = trace.getTracer('boot').startSpan('boot')
    const { started, found, handover } = await context.with(trace.setSpan(context.active(), boot), () => make('jobs'))
    boot.end()
    const { process, task } = await started()
    broken.job = 1
    await handover.complete(parcel, 'weigh', task.id, { weight: 2 })
    await handover.idle()
    const [command] = found('handover.command complete')
    const [job] = found('handover.job')
    expect(job!.links.map((link) => link.context.spanId)).toEqual([command!.spanContext().spanId])
    expect(job!.parentSpanContext).toBeUndefined()
    expect(job!.spanContext().traceId).not.toBe(command!.spanContext().traceId)
    expect(job!.attributes).toMatchObject({
      'handover.flow': 'parcel',
      'handover.node': 'label',
      'handover.process.number': process.number,
      'handover.job.attempt': 1,
      'handover.outcome': 'failed',
      'error.type': 'RangeError',
    })
    for (const name of ['jobStarted', 'jobFailed'])
      expect(found(`handover.command ${name}`)[0]!.parentSpanContext!.spanId).toBe(job!.spanContext().spanId)
  })

  test('of a job is the present one in its body', async () => {
    const { started, found, handover } = await make('bodies')
    const { task } = await started()
    await handover.complete(parcel, 'weigh', task.id, { weight: 2 })
    await handover.idle()
    const [job] = found('handover.job')
    const [done] = found('handover.command jobDone')
    expect(done!.parentSpanContext!.spanId).toBe(job!.spanContext().spanId)
    expect(job!.attributes).toMatchObject({ 'handover.outcome': 'done' })
    expect(job!.status.code).toBe(SpanStatusCode.UNSET)
  })

  test('of a hook links to the command of which it hears', async () => {
    const { started, found, handover } = await make('hooks')
    const inside: (string | undefined)[] = []
    handover.on('process.started', { name: 'crm' }, () => void inside.push(trace.getActiveSpan()?.spanContext().spanId))
    await started()
    await handover.idle()
    const [hook] = found('handover.hook')
    const [command] = found('handover.command start')
    expect(hook!.links.map((link) => link.context.spanId)).toEqual([command!.spanContext().spanId])
    expect(hook!.attributes).toMatchObject({ 'handover.hook': 'crm', 'handover.event': 'process.started' })
    expect(inside).toEqual([hook!.spanContext().spanId])
  })

  test('tells nothing that people filled in', async () => {
    const told = spans
      .getFinishedSpans()
      .map(({ name, attributes, status, events }) => [name, attributes, status, events])
    expect(told.length).toBeGreaterThan(10)
    expect(JSON.stringify(told)).not.toContain(secret)
  })
})

describe('what is measured', () => {
  test('are commands by what came of them, and how long they took', async () => {
    const { started, handover, values } = await make('measured commands')
    const { task } = await started()
    await handover.complete(parcel, 'weigh', task.id, { weight: 'much' } as never).catch(() => {})
    await handover.complete(parcel, 'weigh', task.id, { weight: 2 })
    const { 'handover.commands': commands, 'handover.command.duration': durations } = await values()
    const attributes = { 'handover.command': 'complete', 'handover.flow': 'parcel', 'handover.outcome': 'done' }
    expect(commands).toContainEqual({ attributes, value: 1 })
    expect(commands).toContainEqual({
      attributes: expect.objectContaining({ 'handover.outcome': 'refused', 'error.type': 'INPUT_INVALID' }),
      value: 1,
    })
    expect(durations).toContainEqual({ attributes, value: expect.objectContaining({ count: 1 }) })
  })

  test('are jobs, deliveries, incidents, and how late timers fired', async () => {
    const { started, handover, values, clock } = await make('measured work')
    handover.on('process.done', { name: 'crm' }, () => {
      throw new Error('away')
    })
    const { task } = await started()
    broken.job = 1
    await handover.complete(parcel, 'weigh', task.id, { weight: 2 })
    await clock.advance('1 day')
    const found = await values()
    const attributes = { 'handover.flow': 'parcel', 'handover.node': 'label' }
    expect(found['handover.jobs']).toEqual([
      { attributes: { ...attributes, 'handover.outcome': 'failed', 'error.type': 'RangeError' }, value: 1 },
      { attributes: { ...attributes, 'handover.outcome': 'done' }, value: 1 },
    ])
    expect(found['handover.job.duration']).toHaveLength(2)
    expect(found['handover.jobs.running']).toEqual([{ attributes: {}, value: 0 }])
    const hook = { 'handover.delivery': 'hook' }
    expect(found['handover.deliveries']).toContainEqual({
      attributes: { ...hook, 'handover.outcome': 'retried' },
      value: 9,
    })
    expect(found['handover.incidents']).toEqual([{ attributes: hook, value: 1 }])
    expect(found['handover.timer.lag']).toEqual([{ attributes: {}, value: expect.objectContaining({ count: 1 }) }])
  })

  test('finds an SDK that is set up later', async () => {
    metrics.disable()
    const telemetry = openTelemetry({ tracerName: 'early' })
    telemetry.add('handover.incidents', 1, {})
    metrics.setGlobalMeterProvider(meters)
    telemetry.add('handover.incidents', 1, {})
    expect((await valuesOf('early'))['handover.incidents']).toEqual([{ attributes: {}, value: 1 }])
  })

  test('is nothing without telemetry, and no row of the database knows of it', async () => {
    await using made = await createTestHandover({ flows: [parcel], work: false })
    const before = spans.getFinishedSpans().length
    const { tasks } = await made.handover.start(parcel, 'start', { account: secret })
    await made.handover.complete(parcel, 'weigh', tasks[1]!.id, { weight: 2 })
    expect(spans.getFinishedSpans()).toHaveLength(before)
    const [row] = await made.store.outbox.due(made.clock.now(), 10, 'jobs')
    expect(row!.payload).toEqual({ type: 'job', task: expect.any(String) })
  })
})
