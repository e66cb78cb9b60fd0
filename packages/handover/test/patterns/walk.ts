/** Gives a pattern's commands one after the other, and tells what each of them brought about. */
import { isHandoverError, type HistoryEvent, type Process, type Task } from 'handover'
import type { Driver } from '../driver.ts'
import type { Given, Pattern, Seen } from './pattern.ts'

/** All that was seen: empty texts where nothing happened. */
export type Look = { readonly [K in keyof Seen]-?: string }

/** What is to be seen, with nothing left out. */
export const expected = ({ steps }: Pattern): readonly Look[] => steps.map(([, seen]) => ({ ...nothing, ...seen }))
const nothing = { done: '', canceled: '', absorbed: '', open: '', ended: '', refused: '' }

export async function walk(driver: Driver, pattern: Pattern): Promise<readonly Look[]> {
  const looks: Look[] = []
  let before = await stateOf(driver, pattern)
  for (const [given] of pattern.steps) {
    const refused = await refusalOf(() => give(driver, pattern, { given, before }))
    await driver.idle()
    const after = await stateOf(driver, pattern)
    looks.push({ ...lookAt(before, after), refused })
    before = after
  }
  return looks
}

/** A process of the pattern, as it stands. */
interface State {
  readonly process: Process
  readonly tasks: readonly Task[]
  readonly history: readonly HistoryEvent[]
}

/** All of them, in the order in which they came into being. */
async function stateOf(driver: Driver, { flow, calls = [] }: Pattern): Promise<readonly State[]> {
  const { handover } = driver
  const pages = await Promise.all([flow, ...calls].map((each) => handover.processes.list({ flow: each, limit: 200 })))
  const processes = pages.flatMap(({ items }) => items).toSorted((one, other) => one.number - other.number)
  const states = processes.map(async (process) => ({
    process,
    tasks: await handover.processes.tasks(process.id),
    history: await driver.history(process),
  }))
  return Promise.all(states)
}

async function give(
  driver: Driver,
  { flow }: Pattern,
  { given, before }: { readonly given: Given; readonly before: readonly State[] },
): Promise<unknown> {
  switch (given.give) {
    case 'start':
      return driver.start(flow, given.node, given.input)
    case 'cancelProcess':
      return driver.command(before[0]!.process, 'cancelProcess')
    case 'message':
      return driver.message(given.name, given)
    case 'signal':
      return driver.signal(given.name)
    case 'wait':
      return driver.advanceClock(given.duration)
    default: {
      const { give: name, task, by, ...options } = given
      const actor = by === undefined ? {} : { by: { id: by, name: by, permissions: [`${flow.name}.manage`] } }
      return driver.command(taskAt(before, task), name, { ...options, ...actor })
    }
  }
}

/** The oldest open task of that name, else the newest that was. */
function taskAt(states: readonly State[], name: string): Task {
  const tasks = states.flatMap((state, place) => state.tasks.filter((task) => labelOf(place, task) === name))
  const found = tasks.find(isOpen) ?? tasks.at(-1)
  if (found === undefined) throw new Error(`There is no task '${name}' yet.`)
  return found
}

async function refusalOf(call: () => Promise<unknown>): Promise<string> {
  try {
    await call()
    return ''
  } catch (failure) {
    if (!isHandoverError(failure)) throw failure
    return failure.code
  }
}

function lookAt(before: readonly State[], after: readonly State[]): Omit<Look, 'refused'> {
  const look = { done: [] as string[], canceled: [] as string[], absorbed: [] as string[], ended: [] as string[] }
  for (const [place, { process, tasks, history }] of after.entries()) {
    const byId = new Map(tasks.map((task) => [task.id, task]))
    for (const event of history.slice(before[place]?.history.length ?? 0)) {
      const task = byId.get(event.task ?? '')
      if (task === undefined) look.ended.push(...endingOf(place, process, event))
      else if (event.type === 'task.done') look.done.push(labelOf(place, task))
      else if (event.type === 'task.absorbed') look.absorbed.push(labelOf(place, task))
      else if (event.type === 'task.canceled' && task.host === null) look.canceled.push(labelOf(place, task))
    }
  }
  const open = after.flatMap(({ tasks }, place) => tasks.filter(isOpen).map((task) => labelOf(place, task)))
  return {
    done: look.done.join(' '),
    canceled: look.canceled.join(' '),
    absorbed: look.absorbed.join(' '),
    open: open.join(' '),
    ended: look.ended.join('; '),
  }
}

const isOpen = (task: Task): boolean => task.finishedAt === null && task.host === null

const placed = (place: number, what: string): string => (place === 0 ? what : `${place + 1}:${what}`)
function labelOf(place: number, { node, item }: Task): string {
  const shown = typeof item === 'string' ? item : JSON.stringify(item ?? null)
  return placed(place, shown === 'null' ? node : `${node}(${shown})`)
}

const endings = ['process.done', 'process.canceled', 'process.failed']
const endingOf = (place: number, { status, outcome }: Process, { type }: HistoryEvent): string[] =>
  endings.includes(type) ? [placed(place, outcome === null ? status : `${status} at ${outcome}`)] : []
