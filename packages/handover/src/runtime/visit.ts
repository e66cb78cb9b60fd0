/** The visit as functions see it: closed when its action ends, and watching what is read and changed. */
import { error } from '../errors.ts'
import type { Command } from '../engine/command.ts'
import type { AnyFlow } from '../flow/flow-types.ts'
import { frozen } from '../flow/define-flow.ts'
import type { Visit } from '../flow/visit.ts'
import type { Action, Asked } from './action.ts'
import { readOnly, refuseChange } from './read-only.ts'

export interface OpenVisit {
  readonly visit: Visit<any>
  /** Whether the function has looked at the data at all. */
  isTouched(): boolean
  /** The data as the function left it. */
  data(): unknown
  /** The keys that were read. */
  readonly read: ReadonlySet<string>
}

export function openVisit(asked: Asked, decoded: object | undefined): OpenVisit {
  const { action, flow, snapshot, effect } = asked
  const { process } = snapshot
  const { task, question } = effect
  const read = new Set<string>()
  let data: unknown = decoded
  let isTouched = false
  const watched = decoded === undefined || question.writes ? decoded : readOnly(decoded, read)
  const alive = (member: string) => {
    if (action.isOver) throw error('VISIT_CLOSED', { flow: flow.name, node: task.node, member })
  }
  const visit: Visit<any> = {
    process: {
      id: process.id,
      number: process.number,
      artifact: null,
      startedBy: process.startedBy,
      get data() {
        alive('process.data')
        isTouched = true
        return question.writes ? data : watched
      },
      set data(value: unknown) {
        alive('process.data')
        if (!question.writes) refuseChange('data')
        isTouched = true
        data = value
      },
    },
    task: { id: task.id, item: task.item, state: task.state },
    actor: action.by,
    get tx() {
      alive('tx')
      return action.unit.tx as never
    },
    async doneBy(node) {
      alive('doneBy')
      return doneBy(asked, node)
    },
    async start(child, node, input) {
      alive('start')
      return startInside(action, child, { type: 'start', node, input, by: null, note: null })
    },
  }
  return { visit, isTouched: () => isTouched, data: () => data, read }
}

/** What was finished in this action is newer than anything in the database. */
async function doneBy({ action, flow, snapshot }: Asked, node: string): Promise<string | null> {
  if (flow.graph[node] === undefined)
    throw error('NODE_UNKNOWN', { flow: flow.name, node, known: Object.keys(flow.graph).join(', ') })
  const here = snapshot.tasks.findLast((task) => task.node === node && task.status === 'done')
  if (here !== undefined) return here.endedBy
  const isNew = snapshot.process.createdAt === action.context.now && snapshot.tasks[0]?.previous.length === 0
  return isNew ? null : action.unit.doneBy(snapshot.process.id, node)
}

/** Another process, in the same transaction; the system starts it. */
async function startInside(
  action: Action,
  child: AnyFlow,
  command: Command & { type: 'start' },
): Promise<{ id: string; number: number }> {
  const flow = frozen(child)
  if (action.services.flows.get(flow.name) !== flow) throw error('FLOW_UNKNOWN', { flow: flow.name })
  const { id, number } = (await action.start(flow, command)).after.process
  return { id, number }
}
