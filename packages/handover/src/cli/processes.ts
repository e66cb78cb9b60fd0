import { error } from '../errors.ts'
import type { HistoryEvent } from '../engine/event.ts'
import type { Handover, Process } from '../runtime/handover.ts'
import { configOption, flowOption, jsonLinesOption, type Arguments, type Command } from './command.ts'
import { flowNamed } from './flow-named.ts'
import { withHandover } from './open-handover.ts'
import { readChoice, readCount, readText } from './read-option.ts'
import { processFacts, taskCells, taskFacts, taskHead } from './show-process.ts'
import { isWork, take, walkProcesses } from './walk-processes.ts'
import { momentOf, writeJson, writeTable } from './write-out.ts'

/** So much of the history is shown, the newest. */
const lastEvents = 10

/** `handover processes`: which there are, or how one of them stands. */
export const processes: Command = {
  about: 'lists processes, newest first; or shows one, with its open tasks and what happened last',
  subject: { name: 'process', takes: 'its number or its id', isOptional: true },
  options: {
    flow: flowOption,
    status: { type: 'string', takes: 'running, done, canceled or failed', about: 'only those that are so' },
    attention: { type: 'boolean', about: 'only those that need attention' },
    search: { type: 'string', takes: 'a text', about: 'a part of the summary, or the number' },
    limit: { type: 'string', takes: 'a number', about: 'how many are listed; 25 by default' },
    json: jsonLinesOption,
    config: configOption,
  },
  async run({ subjects: [named], options }) {
    await withHandover(options['config'], (handover) =>
      named === undefined ? list(handover, options) : show(handover, named, options['json'] === true),
    )
  },
}

async function list(handover: Handover, options: Arguments['options']): Promise<void> {
  const status = readChoice(options, 'status', ['running', 'done', 'canceled', 'failed'])
  const search = readText(options, 'search')
  const query = {
    ...flowNamed(handover, readText(options, 'flow')),
    ...(status === undefined ? {} : { status }),
    ...(search === undefined ? {} : { search }),
    ...(options['attention'] ? { needsAttention: true } : {}),
  }
  const { items, isCut } = await take(walkProcesses(handover, query), readCount(options, 'limit') ?? 25)
  if (options['json']) return items.forEach((process) => writeJson(processFacts(process)))
  if (items.length === 0) return console.log('There are none.')
  const rows = items.map(({ number, flow, status: is, createdAt, finishedAt, attention, summary }) => [
    `#${number}`,
    flow,
    is,
    momentOf(createdAt),
    momentOf(finishedAt),
    [attention && `! ${attention}`, summary].filter(Boolean).join(' | '),
  ])
  writeTable(['NUMBER', 'FLOW', 'STATUS', 'STARTED', 'ENDED', 'SUMMARY'], rows)
  if (isCut) console.log('There are more: --limit, or narrow it down.')
}

async function show(handover: Handover, named: string, isJson: boolean): Promise<void> {
  const process = await find(handover, named)
  const open = (await handover.processes.tasks(process.id)).filter(isWork)
  const events = (await handover.processes.history(process.id)).slice(-lastEvents)
  if (isJson) return writeJson({ ...processFacts(process), tasks: open.map(taskFacts), history: events })
  const { id, number, flow, version, status, outcome, summary, attention, reason } = process
  const { startedBy, createdAt, suspendedAt, finishedAt } = process
  const facts: readonly (readonly [string, string | null])[] = [
    ['Process', `#${number} ${id}`],
    ['Flow', `${flow}, version ${version}`],
    ['Status', outcome === null ? status : `${status} (${outcome})`],
    ['Summary', summary],
    ['Attention', attention],
    ['Reason', reason],
    ['Started', `${momentOf(createdAt)}${startedBy === null ? '' : ` by ${startedBy.name}`}`],
    ['Suspended', momentOf(suspendedAt)],
    ['Ended', momentOf(finishedAt)],
  ]
  for (const [name, value] of facts) if (value) console.log(`${name.padEnd(10)} ${value}`)
  if (open.length > 0) console.log('')
  if (open.length > 0) writeTable(taskHead, open.map(taskCells))
  console.log('')
  writeTable(['AT', 'WHAT', 'NODE', 'BY', 'NOTE'], events.map(eventCells))
}

async function find(handover: Handover, named: string): Promise<Process> {
  const number = /^#?(\d{1,15})$/.exec(named)?.[1]
  if (number === undefined) return handover.processes.get(named)
  for await (const process of walkProcesses(handover, { search: number }))
    if (process.number === Number(number)) return process
  throw error('PROCESS_NOT_FOUND', { process: named })
}

const eventCells = ({ at, type, node, actorName, actor, note }: HistoryEvent): readonly string[] => [
  momentOf(new Date(at), 'second'),
  type,
  node ?? '',
  actorName ?? actor ?? '',
  note ?? '',
]
