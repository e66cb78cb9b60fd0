/** `startTimer`: a process starts again and again, by a schedule. */
import { z } from 'zod'
import { quoted, type Problem } from '../errors.ts'
import type { CheckedFlow, Kind } from '../flow/kind.ts'
import type { FlowNode } from '../flow/node.ts'
import { buildNode } from '../flow/node-builder.ts'
import { problem } from '../flow/report.ts'
import { isZone, readSchedule } from '../flow/schedule.ts'
import type { StartStep } from '../flow/steps.ts'
import type { MaybePromise } from '../flow/visit.ts'
import { begin, type Beginning } from './beginning.ts'
import { checkCall } from './check-call.ts'

export interface StartTimerKinds<S extends z.ZodObject, Data = z.output<S>> {
  /**
   * Starts `every 15 min`, by an ISO-8601 repetition such as `R/2026-01-01T08:00:00Z/P1D`, or by cron with five fields
   * such as `0 8 * * 1-5`, read in `zone` (UTC by default). `fill` gets the moment at which it was due.
   */
  startTimer(
    schedule: string,
    fill: (due: Date, visit: Beginning) => MaybePromise<z.input<S>>,
    options?: { readonly zone?: string },
  ): StartStep<Data, never, void, 'auto'>
}

interface StartTimerOptions {
  readonly schedule: string
  readonly zone?: string
  readonly fill: (due: Date, visit: any) => unknown
}

const moment = z.coerce.date()

const kind: Kind<StartTimerOptions> = {
  kind: 'startTimer',
  role: 'auto',
  shape: 'start',
  exits: 'one',
  begins: ({ options: { schedule, zone } }) => ({ by: 'timer', schedule, ...(zone !== undefined && { zone }) }),
  receive: ({ options: { fill } }, value) => begin(value, fill, moment),
  check,
}

function check(node: FlowNode<StartTimerOptions>, flow: CheckedFlow): readonly Problem[] {
  const { schedule, zone, fill } = node.options
  const bad = (what: string, advice: string) =>
    problem('FLOW_BAD_OPTION', node.name, { flow: flow.name, problem: what, advice })
  const isKnown = zone === undefined || isZone(zone)
  const problems: Problem[] = [...checkCall(node, flow, fill)]
  if (!isKnown)
    problems.push(
      bad(`the time zone ${quoted(zone)} is not known.`, "Name one such as 'Europe/Berlin', or leave it out."),
    )
  if (readSchedule(schedule, isKnown ? zone : undefined) === undefined)
    problems.push(
      bad(
        `the schedule ${quoted(schedule)} cannot be read.`,
        "Write 'every 15 min', 'R/2026-01-01T08:00:00Z/P1D', or cron such as '0 8 * * 1-5'.",
      ),
    )
  return problems
}

export const startTimer = (
  schedule: string,
  fill: StartTimerOptions['fill'],
  { zone }: { readonly zone?: string } = {},
) => buildNode(kind, { schedule, fill, ...(zone !== undefined && { zone }) })
