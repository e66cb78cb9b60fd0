import { error, isHandoverError, type HandoverError } from '../errors.ts'
import type { Handover } from '../runtime/handover.ts'
import {
  configOption,
  flowOption,
  jsonLinesOption,
  type Arguments,
  type Command,
  type CommandOption,
} from './command.ts'
import { findIncident, findIncidents, type Named } from './find-incidents.ts'
import { withHandover } from './open-handover.ts'
import { readText } from './read-option.ts'
import { count, progressBeside, writeJson } from './write-out.ts'

export type Settlement = 'retry' | 'skip' | 'cancel' | 'drop'

const said: Record<Settlement, (what: string) => string> = {
  retry: (what) => `${what} is tried again.`,
  skip: (what) => `${what} was skipped.`,
  cancel: (what) => `${what} was canceled.`,
  drop: (what) => `${what} was given up.`,
}
const noteOption: CommandOption = { type: 'string', takes: 'a text', about: 'why; kept in the history' }
const allOptions = {
  all: { type: 'boolean', about: 'all that `handover incidents` lists' },
  flow: { ...flowOption, about: 'with --all, only of this flow' },
} as const

/** `handover incidents retry`, and what else can be done about one. */
export function settling(settlement: Settlement, about: string): Command {
  const isForAll = settlement === 'retry'
  return {
    about,
    subject: { name: 'id', isMany: true, takes: 'the id of an incident', ...(isForAll ? { isOptional: true } : {}) },
    options: {
      ...(isForAll ? allOptions : {}),
      ...(settlement === 'drop' ? {} : { note: noteOption }),
      json: jsonLinesOption,
      config: configOption,
    },
    async run(given) {
      if (isForAll) checkChoice(given)
      await withHandover(given.options['config'], (handover) => settleAll(handover, settlement, given))
    },
  }
}

function checkChoice({ subjects, options }: Arguments): void {
  const refuse = (option: string, value: unknown, expected: string) => {
    throw error('OPTION_INVALID', { option, value, expected })
  }
  if (options['all'] && subjects.length > 0) refuse('--all', subjects[0], 'either --all or ids')
  if (!options['all'] && subjects.length === 0) refuse('<id>', undefined, 'the id of an incident, or --all')
  if (!options['all'] && options['flow']) refuse('--flow', options['flow'], 'it together with --all')
}

/** Each by itself: one that is refused stops no other. */
async function settleAll(handover: Handover, settlement: Settlement, { subjects, options }: Arguments): Promise<void> {
  const isJson = options['json'] === true
  const progress = progressBeside(isJson || !options['all'])
  const note = readText(options, 'note')
  let [done, refused] = [0, 0]
  for (const id of options['all'] ? await idsOf(handover, readText(options, 'flow')) : subjects) {
    const refusal = await settle(handover, settlement, { id, note }).then(
      (what) =>
        void (isJson ? writeJson({ id, done: settlement }) : options['all'] || console.log(said[settlement](what))),
      refusalOf,
    )
    if (refusal === undefined) done++
    else refused++
    if (refusal !== undefined && isJson) writeJson({ id, refused: { code: refusal.code, message: refusal.message } })
    else if (refusal !== undefined) console.error(refusal.message)
    progress.tell(`${count(done, 'incident')} tried again, ${refused} refused`)
  }
  progress.end()
  if (options['all'] && !isJson) console.log(`${count(done, 'incident')} tried again, ${refused} refused.`)
  if (refused > 0) process.exitCode = 1
}

async function idsOf(handover: Handover, flow: string | undefined): Promise<readonly string[]> {
  const ids: string[] = []
  for await (const { id } of findIncidents(handover, flow)) ids.push(id)
  return ids
}

/** Answers with what it was about, in words. */
async function settle(
  handover: Handover,
  settlement: Settlement,
  { id, note }: { readonly id: string; readonly note: string | undefined },
): Promise<string> {
  const found = await findIncident(handover, id)
  checkFits(found, settlement)
  if (found.sort === 'delivery') {
    await handover.incidents[settlement as 'retry' | 'drop'](id)
    return `The ${found.kind} ${id}`
  }
  const { title, process } = await found.task.do(
    settlement as 'retry' | 'skip' | 'cancel',
    note === undefined ? {} : { note },
  )
  return `'${title}' of process #${process.number}`
}

function checkFits(found: Named, settlement: Settlement): void {
  if (found.sort === 'delivery') {
    if (settlement === 'retry' || settlement === 'drop') return
    const what = `a delivery (${found.kind})`
    throw error('INCIDENT_UNFIT', { incident: found.id, what, settlement, can: 'retry or drop' })
  }
  const { id, title, status } = found.task
  if (settlement === 'drop')
    throw error('INCIDENT_UNFIT', {
      incident: id,
      what: `the task '${title}'`,
      settlement,
      can: 'retry, skip or cancel',
    })
  // Skipping and canceling would fit any open task: here they are for what has failed.
  if (status !== 'error') throw error('TASK_NOT_FAILED', { title, status })
}

function refusalOf(failure: unknown): HandoverError {
  if (isHandoverError(failure)) return failure
  throw failure
}
