import type { FrozenFlow } from '../flow/define-flow.ts'
import type { FlowNode } from '../flow/node.ts'
import { orderNodes } from '../notation/order-nodes.ts'
import type { BoardColumn, FlowBoard, Task } from '../runtime/handover.ts'
import type { Asking } from './asking.ts'
import type { Board, Card } from './wire-lists.ts'

/** The board of a flow in the flow's order: a column for each step at which work waits for somebody. */
export async function showBoard(asking: Asking, flow: FrozenFlow, board: FlowBoard): Promise<Board> {
  const { processes, isCut } = board
  const found = new Map(board.columns.map((column) => [column.node, column]))
  const nodes = orderNodes(flow.graph).map((name) => flow.graph[name]!)
  const shown = nodes.filter((node) => isColumn(node, found.get(node.name)))
  const columns = shown.map(async (node) => ({
    node: node.name,
    title: node.title,
    shape: node.kind.shape,
    kind: node.kind.kind,
    count: found.get(node.name)?.count ?? 0,
    cards: await Promise.all((found.get(node.name)?.tasks ?? []).map((task) => showCard(asking, task))),
  }))
  return { columns: await Promise.all(columns), processes, isCut }
}

/** What people, jobs and called processes do has its column always; other steps when something stands there. */
function isColumn({ kind }: FlowNode, found: BoardColumn | undefined): boolean {
  if (kind.shape === 'human' || kind.shape === 'call' || kind.run !== undefined) return true
  return kind.shape === 'auto' && found !== undefined
}

async function showCard(asking: Asking, task: Task): Promise<Card> {
  const { id, title, summary, status, error } = task
  const { id: process, number, summary: about } = task.process
  return {
    id,
    title,
    summary,
    status,
    owner: await asking.people.of(task.owner),
    dueAt: task.dueAt?.toISOString() ?? null,
    createdAt: task.createdAt.toISOString(),
    error: error === null ? null : { code: error.code, message: error.message },
    process: { id: process, number, summary: about },
  }
}
