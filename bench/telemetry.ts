/**
 * What telemetry costs. Without it: what a command spends on asking whether there is any, beside the whole command. With
 * it: commands in turns with and without `openTelemetry()`, in one program, on files in the same folder.
 */
import { join } from 'node:path'
import { createHandover, type Handover, type HandoverOptions } from 'handover'
import { openTelemetry } from 'handover/opentelemetry'
import { sqliteStore } from 'handover/sqlite'
import { watchCommand } from '../packages/handover/src/runtime/observe/watch-command.ts'
import { finishOne, flows } from './flows.ts'

interface Options {
  /** How many processes of each sort. */
  readonly count: number
  readonly folder: string
}

export interface MeasuredTelemetry {
  readonly count: number
  /** Microseconds of a command without telemetry: a start that runs a function and ends. */
  readonly command: number
  /** Of these, what passes by where telemetry would be. */
  readonly asking: number
  /** A command over the same without the asking; 1 is no cost. */
  readonly ratio: number
  /** A command with `openTelemetry()` over one without: no SDK is set up, as in a test of the application. */
  readonly ratioWith: number
}

/** So many in one turn: long enough to be measured, and short enough that the machine is the same for both. */
const atOnce = 50

export async function measureTelemetry({ count, folder }: Options): Promise<MeasuredTelemetry> {
  const off = await open(join(folder, 'off.db'), {})
  const on = await open(join(folder, 'on.db'), { telemetry: openTelemetry() })
  try {
    for (const handover of [off, on]) await turn(handover, count)
    let [without, with_] = [0, 0]
    for (let done = 0; done < count; done += atOnce) {
      without += await turn(off, atOnce)
      with_ += await turn(on, atOnce)
    }
    const command = without / count
    const asking = await measureAsking(off, count * 100)
    return {
      count,
      command: Math.round(command),
      asking: rounded(asking, 2),
      ratio: rounded(command / (command - asking), 4),
      ratioWith: rounded(with_ / without, 2),
    }
  } finally {
    await off.close()
    await on.close()
  }
}

const open = (file: string, options: Partial<HandoverOptions>): Promise<Handover> =>
  createHandover({ flows, store: sqliteStore({ file }), migrate: true, work: false, ...options })

/** How long so many took, in microseconds. */
async function turn(handover: Handover, count: number): Promise<number> {
  const begin = performance.now()
  for (let n = 0; n < count; n++) await finishOne['hello']!(handover)
  return (performance.now() - begin) * 1000
}

/** The difference between an empty command that is watched and one that is not, in microseconds. */
async function measureAsking(handover: Handover, count: number): Promise<number> {
  const { after } = await answerOf(handover)
  const perform = async () => ({ after })
  const services = { telemetry: undefined, log: { hearsAll: false } } as Parameters<typeof watchCommand>[0]
  const command = { type: 'start', node: 'start', input: {}, by: null, note: null } as const
  const given = { command, flow: 'hello', isBackground: false }
  const timed = async (each: () => Promise<unknown>) => {
    const begin = performance.now()
    for (let n = 0; n < count; n++) await each()
    return ((performance.now() - begin) * 1000) / count
  }
  const [watched, bare] = [() => watchCommand(services, { ...given }, perform), perform]
  for (const each of [bare, watched]) await timed(each)
  return (await timed(watched)) - (await timed(bare))
}

type Answer = Awaited<ReturnType<typeof watchCommand>>
/** What a command answers with. */
async function answerOf(handover: Handover): Promise<Answer> {
  const [process] = (await handover.processes.list({ limit: 1 })).items
  return { after: { process, tasks: [] } } as unknown as Answer
}

const rounded = (value: number, digits: number): number => Number(value.toFixed(digits))

export function telemetryInWords({ command, asking, ratio, ratioWith }: MeasuredTelemetry): string {
  return [
    `without telemetry: ${command} µs for a command, ${asking} µs of them on asking for it: a ratio of ${ratio}`,
    `with openTelemetry() and no SDK: a ratio of ${ratioWith}`,
  ].join('\n')
}
