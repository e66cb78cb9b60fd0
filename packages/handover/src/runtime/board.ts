import { error } from '../errors.ts'
import type { AnyFlow } from '../flow/flow-types.ts'
import { actorOf } from './actor-of.ts'
import { checkQuery, flowOf } from './check-query.ts'
import type { BoardColumn, BoardOptions, FlowBoard, Task } from './handover.ts'
import { sightOf } from './process-query.ts'
import type { Services } from './services.ts'
import { rowToTask } from './task.ts'

/** So many running processes are looked at, the newest first. */
const mostProcesses = 1000
const usualCards = 5
const mostCards = 50

/** What is open in a flow, node by node. */
export async function boardOf(services: Services, given: AnyFlow, options: BoardOptions): Promise<FlowBoard> {
  checkQuery(options, ['by', 'cards'])
  const { cards = usualCards } = options
  if (!Number.isInteger(cards) || cards < 1 || cards > mostCards)
    throw error('OPTION_INVALID', { option: 'cards', value: cards, expected: `a whole number from 1 to ${mostCards}` })
  const sight = sightOf(services, actorOf(options))
  const { name } = flowOf(services, given ?? '')!
  const query = { tenant: '', ...sight, flow: name, cards, most: mostProcesses }
  const { columns, ...looked } = await services.store.read.board(query)
  // Under its old name and under its new one, a node that was renamed is one column.
  const byNode = new Map<string, BoardColumn>()
  for (const { tasks: count, newest } of columns) {
    const tasks = newest.map((row) => rowToTask(services, row))
    const { node } = tasks[0]!
    const before = byNode.get(node)
    const both = [...(before?.tasks ?? []), ...tasks].toSorted(newestFirst).slice(0, cards)
    byNode.set(node, { node, count: (before?.count ?? 0) + count, tasks: both })
  }
  return { ...looked, columns: [...byNode.values()] }
}

const newestFirst = (one: Task, other: Task): number => other.createdAt.getTime() - one.createdAt.getTime()
