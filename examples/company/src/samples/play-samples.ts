import { isHandoverError, type Handover, type HistoryEvent } from 'handover'
import { clock } from '../clock.ts'
import type { Sample, Step } from './sample.ts'

/** What came of it: how many samples were brought, and why some are not as they should be. */
export interface Brought {
  readonly count: number
  readonly refused: readonly string[]
}

/** Something that somebody did to a sample; without a step, that they began it. */
interface Deed {
  readonly sample: Sample
  readonly step: Step | null
  readonly ago: number
}

const hour = 3_600_000
/** What fails is tried again after a second and after two: not only when the next deed is played, hours later. */
const retriedAfter = [0, 2_000, 6_000]

/** Does what the people of the samples did, one deed after the other, each at its own time before `since`. */
export async function playSamples(handover: Handover, samples: readonly Sample[], since: Date): Promise<Brought> {
  const deeds = samples.flatMap((sample): Deed[] => [
    { sample, step: null, ago: sample.ago },
    ...sample.steps.map((step) => ({ sample, step, ago: step.ago })),
  ])
  const processes = new Map<Sample, string>()
  const refused = new Map<Sample, string>()
  for (const { sample, step, ago } of deeds.toSorted((a, b) => b.ago - a.ago)) {
    if (refused.has(sample)) continue
    const moment = since.getTime() - ago * hour
    await settle(handover, [moment])
    try {
      if (step === null) processes.set(sample, await begin(handover, sample))
      else await doOnce(handover, processes.get(sample)!, { step, sample })
      await settle(
        handover,
        retriedAfter.map((later) => moment + later),
      )
    } catch (failure) {
      // Somebody worked on it since the interruption: it stays as they left it.
      if (!isHandoverError(failure)) throw failure
      refused.set(sample, `${sample.key}: ${failure.message}`)
    }
  }
  await settle(handover, [since.getTime()])
  return { count: processes.size, refused: [...refused.values()] }
}

/** Lets happen what is due at these moments, one after the other. */
async function settle(handover: Handover, moments: readonly number[]): Promise<void> {
  for (const moment of moments) {
    clock.play(new Date(moment))
    await handover.idle()
  }
}

/** With its key it begins once, however often it is played. */
async function begin(handover: Handover, { flow, input, by, key }: Sample): Promise<string> {
  const { id } = await handover.start(flow, 'start' as never, input as never, { by, key: `sample-${key}` })
  return id
}

/** Does it, unless an earlier run did: then the history tells of it as often as the sample so far. */
async function doOnce(
  handover: Handover,
  process: string,
  { sample, step }: { readonly sample: Sample; readonly step: Step },
): Promise<void> {
  const alike = (other: Step) => other.does === step.does && other.node === step.node && other.by === step.by
  const wanted = sample.steps.slice(0, sample.steps.indexOf(step) + 1).filter(alike).length
  const happened = (await handover.processes.history(process)).filter((event) => tellsOf(event, step)).length
  if (happened >= wanted) return
  const { does, by, note, input } = step
  const options = { by, ...(note === undefined ? {} : { note }) }
  if (does === 'cancel' || does === 'suspend') return void (await handover.processes[does](process, options))
  // The last is the open one; when it is not, the command is refused and says why.
  const task = (await handover.processes.tasks(process)).findLast(({ node }) => node === step.node)
  if (task === undefined) throw new Error(`Sample '${sample.key}' never came to '${step.node}'`)
  await task.do(does, { ...options, ...(input === undefined ? {} : { input }) })
}

const told: Readonly<Record<Step['does'], HistoryEvent['type']>> = {
  assign: 'task.assigned',
  complete: 'task.done',
  unassign: 'task.unassigned',
  sendBack: 'task.sentBack',
  cancel: 'process.canceled',
  suspend: 'process.suspended',
}
const tellsOf = ({ type, node, actor }: HistoryEvent, step: Step): boolean =>
  type === told[step.does] && node === step.node && actor === step.by.id
