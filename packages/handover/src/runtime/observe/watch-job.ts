import type { HandedJob } from '../../jobs/job-queue.ts'
import type { Answer } from '../act.ts'
import type { Services } from '../services.ts'
import { codeOf } from './brief.ts'
import type { Span } from './telemetry.ts'
import { attributesOf } from './watch-command.ts'

/** A job under way, for those who watch. */
export interface JobWatch {
  /** Runs its body, once the task is known. `isStopping` says whether a body that failed was only told to stop. */
  body<T>(started: Answer, run: () => Promise<T>, isStopping: () => boolean): Promise<T>
}

/** Runs one job, from its handing over to its report, in a span that links to the command that caused it. */
export async function watchJob(
  services: Services,
  job: HandedJob,
  run: (watch: JobWatch) => Promise<void>,
): Promise<void> {
  const { telemetry } = services
  const watch = (span?: Span): JobWatch => ({
    body: (started, body, isStopping) => watchBody(services, { job, started, span, isStopping }, body),
  })
  if (telemetry === undefined) return run(watch())
  telemetry.add('handover.jobs.running', 1, {})
  const attributes = { 'handover.process.id': job.process, 'handover.task.id': job.task }
  try {
    const start = { name: 'handover.job', kind: 'consumer', attributes, begins: { link: job.trace } } as const
    await telemetry.span(start, (span) => run(watch(span)))
  } finally {
    telemetry.add('handover.jobs.running', -1, {})
  }
}

interface Begun {
  readonly job: HandedJob
  readonly started: Answer
  readonly span: Span | undefined
  readonly isStopping: () => boolean
}

async function watchBody<T>(
  services: Services,
  { job, started, span, isStopping }: Begun,
  run: () => Promise<T>,
): Promise<T> {
  const { log, telemetry } = services
  const began = performance.now()
  const { id: process, number, flow } = started.after.process
  const task = started.after.tasks.find(({ id }) => id === job.task)
  const node = task?.node
  const attempt = task?.waits?.job?.attempt
  const place = { flow, node, process, number, task: job.task }
  span?.set({ ...attributesOf(place), 'handover.job.attempt': attempt })
  const end = (outcome: 'done' | 'failed' | 'handed back', code?: string) => {
    const attributes = { 'handover.flow': flow, 'handover.node': node, 'handover.outcome': outcome }
    span?.set({ 'handover.outcome': outcome })
    telemetry?.add('handover.jobs', 1, { ...attributes, 'error.type': code })
    telemetry?.record('handover.job.duration', (performance.now() - began) / 1000, attributes)
  }
  try {
    const answer = await run()
    end('done')
    return answer
  } catch (failure) {
    if (isStopping()) {
      end('handed back')
      log.info(place, `A job is handed back: '${node}' of ${flow} #${number}.`)
      throw failure
    }
    const code = codeOf(failure)
    end('failed', code)
    span?.fail(code)
    const line = `A job failed at attempt ${attempt}: '${node}' of ${flow} #${number} (${code}).`
    log.warn({ ...place, attempt, code }, line)
    throw failure
  }
}
