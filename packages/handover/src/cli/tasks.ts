import { error } from '../errors.ts'
import type { TaskStatus } from '../engine/snapshot.ts'
import type { Handover, Task } from '../runtime/handover.ts'
import { configOption, flowOption, jsonLinesOption, type Command } from './command.ts'
import { flowNamed } from './flow-named.ts'
import { withHandover } from './open-handover.ts'
import { readChoice, readCount, readText } from './read-option.ts'
import { taskCells, taskFacts, taskHead } from './show-process.ts'
import { isWork, take, walkOverviews } from './walk-processes.ts'
import { writeJson, writeTable } from './write-out.ts'

const statuses: readonly TaskStatus[] = ['new', 'assigned', 'scheduled', 'started', 'error']

/** `handover tasks`: what is open, whoever it is for. */
export const tasks: Command = {
  about: 'lists open tasks, those of the newest processes first',
  options: {
    flow: flowOption,
    node: { type: 'string', takes: 'a name', about: 'only at this node; needs --flow' },
    status: { type: 'string', takes: statuses.join(', '), about: 'only those that are so' },
    owner: { type: 'string', takes: 'an id', about: 'only those that this user has taken' },
    limit: { type: 'string', takes: 'a number', about: 'how many are listed; 25 by default' },
    json: jsonLinesOption,
    config: configOption,
  },
  async run({ options }) {
    const status = readChoice(options, 'status', statuses)
    const [flow, node, owner] = ['flow', 'node', 'owner'].map((name) => readText(options, name))
    if (node !== undefined && flow === undefined)
      throw error('OPTION_INVALID', { option: '--node', value: node, expected: 'it together with --flow' })
    const most = readCount(options, 'limit') ?? 25
    await withHandover(options['config'], async (handover) => {
      const { items, isCut } = await take(openTasks(handover, { flow, node, status, owner }), most)
      if (options['json']) return items.forEach((task) => writeJson(taskFacts(task)))
      if (items.length === 0) return console.log('There are none.')
      writeTable(taskHead, items.map(taskCells))
      if (isCut) console.log('There are more: --limit, or narrow it down.')
    })
  },
}

interface TaskFilters {
  readonly flow: string | undefined
  readonly node: string | undefined
  readonly status: TaskStatus | undefined
  readonly owner: string | undefined
}

async function* openTasks(handover: Handover, { flow, node, status, owner }: TaskFilters): AsyncGenerator<Task> {
  const query = {
    status: 'running',
    ...flowNamed(handover, flow),
    ...(node === undefined ? {} : { node }),
    // A task in error makes its process need attention, and those are few.
    ...(status === 'error' ? { needsAttention: true } : {}),
  } as const
  for await (const { tasks: found } of walkOverviews(handover, query))
    for (const task of found)
      if (
        isWork(task) &&
        (node === undefined || task.node === node) &&
        (status === undefined || task.status === status) &&
        (owner === undefined || task.owner?.id === owner)
      )
        yield task
}
