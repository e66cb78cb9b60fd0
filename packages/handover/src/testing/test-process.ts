import { error } from '../errors.ts'
import type { HistoryEvent } from '../engine/event.ts'
import type { AnyFlow, DataOf } from '../flow/flow-types.ts'
import type { Handover, Process, Task } from '../runtime/handover.ts'

/** A process under test. What it says of itself is as the last command of the test left it. */
export class TestProcess<F extends AnyFlow = AnyFlow> {
  readonly flow: F
  readonly #handover: Handover
  #process: Process<DataOf<F>>

  constructor(handover: Handover, flow: F, process: Process<DataOf<F>>) {
    this.#handover = handover
    this.flow = flow
    this.#process = process
  }

  get id(): string {
    return this.#process.id
  }
  get number(): number {
    return this.#process.number
  }
  get status(): Process['status'] {
    return this.#process.status
  }
  /** The name of the end that was reached; null while it runs. */
  get outcome(): string | null {
    return this.#process.outcome
  }
  get data(): DataOf<F> {
    return this.#process.data
  }
  /** Why it needs attention; null when it does not. */
  get attention(): string | null {
    return this.#process.attention
  }
  get summary(): string {
    return this.#process.summary
  }

  /** Reads it again, after something else than the commands of the test has changed it. */
  async refresh(): Promise<this> {
    this.#process = (await this.#handover.processes.get(this.id)) as Process<DataOf<F>>
    return this
  }

  /** The nodes that it visited, in order of creation. What only might have happened on a border is left out. */
  async trace(): Promise<readonly string[]> {
    const visited = (await this.tasks()).filter((task) => task.host === null || task.status === 'done')
    return visited.map((task) => task.node)
  }

  /** All its tasks with what became of each: `approve: done by Ben`. */
  async longTrace(): Promise<readonly string[]> {
    return (await this.tasks()).map((task) => `${task.node}: ${stateOf(task)}`)
  }

  /**
   * The nodes at which somebody or something has to act before it goes on. A join that waits for others is none of
   * them, nor is a boundary.
   */
  async waitsAt(): Promise<readonly string[]> {
    return (await this.#waiting()).map((task) => task.node)
  }

  /** All its tasks, in order of creation. */
  async tasks(): Promise<readonly Task[]> {
    return this.#handover.processes.tasks(this.id)
  }

  /** The one open task of a node, or the named one. Throws when there is none, or more than one. */
  async task(node: string, id?: string): Promise<Task> {
    const { graph } = this.#handover.flows.get(this.flow.name)!
    const place = { flow: this.flow.name, node, number: this.number }
    if (!Object.hasOwn(graph, node)) throw error('NODE_UNKNOWN', { ...place, known: Object.keys(graph).join(', ') })
    const waiting = await this.#waiting()
    const here = waiting.filter((task) => task.node === node && (id === undefined || task.id === id))
    if (here.length > 1) throw error('TEST_NODE_WAITS_TWICE', { ...place, tasks: here.map(withId) })
    if (here[0] === undefined) throw error('TEST_NODE_NOT_WAITING', { ...place, waiting: waiting.map(inWords) })
    return here[0]
  }

  /** The newest task of a node, or the named one, whatever became of it: for undoing and reviving. Throws when there is none. */
  async lastTask(node: string, id?: string): Promise<Task> {
    const here = (await this.tasks()).filter((task) => task.node === node && (id === undefined || task.id === id))
    return here.findLast((task) => task.finishedAt === null) ?? here.at(-1) ?? this.task(node, id)
  }

  /** The processes that it called, oldest first. */
  async children(): Promise<readonly TestProcess[]> {
    const children = await this.#handover.processes.children(this.id)
    return children.map((child) => new TestProcess<any>(this.#handover, this.#handover.flows.get(child.flow)!, child))
  }

  /** Everything that happened, oldest first. */
  async history(): Promise<readonly HistoryEvent[]> {
    return this.#handover.processes.history(this.id)
  }

  async #waiting(): Promise<readonly Task[]> {
    const { graph } = this.#handover.flows.get(this.flow.name)!
    const open = (await this.tasks()).filter((task) => task.finishedAt === null && task.host === null)
    return open.filter((task) => graph[task.node]?.kind.scope !== 'closes')
  }
}

const inWords = (task: Task) => `'${task.node}' (${stateOf(task)})`
const withId = (task: Task) => `${task.id} (${stateOf(task)})`

function stateOf({ status, owner, reason }: Task): string {
  if (reason !== null) return `${status} (${reason})`
  if (owner === null) return status
  return `${status} ${status === 'assigned' ? 'to' : 'by'} ${owner.name}`
}
