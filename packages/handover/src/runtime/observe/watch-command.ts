import type { Command } from '../../engine/command.ts'
import { isHandoverError, type ErrorCode } from '../../errors.ts'
import type { Answer } from '../act.ts'
import type { Services } from '../services.ts'
import { brief, codeOf } from './brief.ts'
import type { Attributes, Span } from './telemetry.ts'

/** What is known of a command before it is tried. */
export interface Given {
  readonly command: Command
  /** Of whom it is asked, as the caller says. */
  readonly named?: { readonly process: string } | { readonly task: string }
  /** At a start. */
  readonly flow?: string
  /** The task that was found to be meant, under the lock. */
  chosen?: string
  /** Nobody waits for the answer: whoever gave it says what becomes of a failure. */
  readonly isBackground: boolean
}

interface Place {
  readonly flow?: string | undefined
  readonly node?: string | undefined
  readonly process?: string | undefined
  readonly number?: number | undefined
  readonly task?: string | undefined
}

/** Runs a command in a span, and says and counts what came of it. */
export async function watchCommand(services: Services, given: Given, perform: () => Promise<Answer>): Promise<Answer> {
  const { telemetry } = services
  if (telemetry === undefined) return watched(services, { given }, perform)
  const { type } = given.command
  const attributes = { 'handover.command': type, ...attributesOf(placeBefore(given)) }
  const start = { name: `handover.command ${type}`, kind: 'internal', attributes } as const
  return telemetry.span(start, (span) => watched(services, { given, span }, perform))
}

async function watched(
  services: Services,
  { given, span }: { readonly given: Given; readonly span?: Span },
  perform: () => Promise<Answer>,
): Promise<Answer> {
  const began = performance.now()
  const taken = () => performance.now() - began
  try {
    const moved = await perform()
    const place = placeAfter(given, moved)
    span?.set(attributesOf(place))
    count(services, given, { outcome: 'done', flow: place.flow }, taken())
    if (services.log.hearsAll) services.log.debug(fieldsOf(given, place, taken()), told(given, place, 'performed'))
    return moved
  } catch (failure) {
    const code = codeOf(failure)
    const place = { ...placeBefore(given), ...placeIn(services, failure) }
    span?.set(attributesOf(place))
    span?.fail(code)
    const outcome = isHandoverError(failure) ? 'refused' : 'failed'
    count(services, given, { outcome, flow: place.flow, code }, taken())
    const fields = () => ({ ...fieldsOf(given, place, taken()), code })
    if (!given.isBackground && isOfFunction(failure)) services.log.warn(fields(), brief(failure))
    else if (services.log.hearsAll) services.log.debug(fields(), told(given, place, `${outcome}: ${code}`))
    throw failure
  }
}

interface Outcome {
  readonly outcome: 'done' | 'refused' | 'failed'
  readonly flow: string | undefined
  readonly code?: string
}

function count({ telemetry }: Services, { command }: Given, { outcome, flow, code }: Outcome, taken: number): void {
  if (telemetry === undefined) return
  const attributes = { 'handover.command': command.type, 'handover.flow': flow, 'handover.outcome': outcome }
  telemetry.add('handover.commands', 1, { ...attributes, 'error.type': code })
  telemetry.record('handover.command.duration', taken / 1000, attributes)
}

/** The person who asked is told too; whoever looks after the server has to hear that its code is broken. */
const ofFunctions: readonly ErrorCode[] = ['FUNCTION_FAILED', 'FUNCTION_TOO_SLOW']
const isOfFunction = (failure: unknown) => isHandoverError(failure) && ofFunctions.includes(failure.code)

function placeBefore({ command, named, flow }: Given): Place {
  return { flow, process: idIn(named, 'process'), task: idIn(named, 'task') ?? idIn(command, 'task') }
}

/** Whatever a caller took for an id: a long one is none. */
function idIn(given: object | undefined, key: 'process' | 'task'): string | undefined {
  const id = (given as Record<string, unknown> | undefined)?.[key]
  return typeof id === 'string' && id !== '' && id.length <= 36 ? id : undefined
}

function placeAfter({ command, chosen }: Given, { after }: Answer): Place {
  const { flow, id, number } = after.process
  if (command.type === 'start') return { flow, process: id, number, node: command.node }
  const task = idIn(command, 'task') ?? chosen
  const node = after.tasks.find((each) => each.id === task)?.node
  return { flow, process: id, number, task, node }
}

/** Where it failed, as far as the refusal says and this server knows: names of others are what a caller made up. */
function placeIn({ flows }: Services, failure: unknown): Place {
  if (!isHandoverError(failure)) return {}
  const { flow: name, node, number } = failure.details
  const flow = flows.get(name)
  if (flow === undefined) return {}
  return {
    flow: flow.name,
    ...(flow.graph[node] !== undefined && { node: String(node) }),
    ...(typeof number === 'number' && { number }),
  }
}

export const attributesOf = ({ flow, node, process, number, task }: Place): Attributes => ({
  'handover.flow': flow,
  'handover.node': node,
  'handover.process.id': process,
  'handover.process.number': number,
  'handover.task.id': task,
})

const fieldsOf = ({ command }: Given, place: Place, taken: number) => ({
  command: command.type,
  ...place,
  actor: command.by?.id ?? null,
  milliseconds: Math.round(taken * 10) / 10,
})

function told({ command }: Given, { flow, node, number }: Place, became: string): string {
  const at = node === undefined ? '' : ` at '${node}'`
  const of = flow === undefined ? '' : ` of ${flow}${number === undefined ? '' : ` #${number}`}`
  return `${command.type}${at}${of} ${became}`
}
