import type { Actor } from '../flow/actor.ts'
import type { AnyFlow, DataOf, InputOf, Named } from '../flow/flow-types.ts'
import type { TaskCommandName } from '../engine/command.ts'
import type { By, CommandOptions, Handover, Process, Task } from '../runtime/handover.ts'
import { TestProcess } from './test-process.ts'

export interface Because {
  /** Why; kept in the history. */
  readonly note?: string
}
export interface AtTask extends Because {
  /** The id of the task that is meant, when the node has more than one open. */
  readonly task?: string
}

/**
 * What one actor does in a test. Each command waits until all that it caused has happened (messages, jobs, called
 * processes; not what falls due later), and reads its process again, so that the test sees what became of it.
 */
export interface ActingAs {
  /** Starts a process and advances it to where it waits or ends. */
  start<F extends AnyFlow, const K extends Named<F['nodes'], 'start'>>(
    flow: F,
    node: K,
    input: InputOf<F['nodes'][K]>,
    options?: Because & { readonly key?: string },
  ): Promise<TestProcess<F>>
  /** Takes the open task of the node if nobody has it, and completes it: two actions, as on a desk. */
  complete<F extends AnyFlow, const K extends Named<F['nodes'], 'human'>>(
    process: TestProcess<F>,
    node: K,
    input: InputOf<F['nodes'][K]>,
    options?: AtTask,
  ): Promise<void>
  /** Takes the open task of the node, or gives it to the user with the id `to`. */
  assign<F extends AnyFlow>(
    process: TestProcess<F>,
    node: Named<F['nodes'], 'human'>,
    options?: AtTask & { readonly to?: string },
  ): Promise<void>
  /** Gives it back to the queue. */
  unassign<F extends AnyFlow>(
    process: TestProcess<F>,
    node: Named<F['nodes'], 'human'>,
    options?: AtTask,
  ): Promise<void>
  /** Answers the open task of a handle. */
  run<F extends AnyFlow, const K extends Named<F['nodes'], 'handle'>>(
    process: TestProcess<F>,
    node: K,
    input: InputOf<F['nodes'][K]>,
    options?: AtTask,
  ): Promise<void>
  /** Gives any command to the open task of the node, or to the last one when none is open: `undo`, `retry`, `skip`, … */
  give(
    process: TestProcess,
    node: string,
    command: TaskCommandName,
    options?: AtTask & Omit<CommandOptions, keyof By>,
  ): Promise<void>
  /** Cancels the process with all that is open. */
  cancel(process: TestProcess, options?: Because): Promise<void>
  /** Holds the process. */
  suspend(process: TestProcess, options?: Because): Promise<void>
  /** Lets it go on. */
  resume(process: TestProcess, options?: Because): Promise<void>
  /** The tasks that are the actor's; the system has none. */
  inbox(): Promise<readonly Task[]>
  /** The tasks that the actor may take. */
  queue(): Promise<readonly Task[]>
  /** The tasks that the actor finished. */
  archive(): Promise<readonly Task[]>
}

/** Null acts as the system. */
export function actingAs(handover: Handover, actor: Actor | null): ActingAs {
  const by = actor === null ? {} : { by: actor }
  const because = ({ note }: Because = {}): By => ({ ...by, ...(note === undefined ? {} : { note }) })
  const list = async (name: 'inbox' | 'queue' | 'archive') =>
    actor === null ? [] : (await handover.tasks[name](actor, { limit: 200 })).items
  const settle = (process: TestProcess<any>) => handover.idle().then(() => process.refresh())
  const ofProcess = (name: 'cancel' | 'suspend' | 'resume') => async (process: TestProcess, options?: Because) => {
    await handover.processes[name](process.id, because(options))
    await settle(process)
  }
  return {
    async start<F extends AnyFlow, const K extends Named<F['nodes'], 'start'>>(
      flow: F,
      node: K,
      input: InputOf<F['nodes'][K]>,
      options?: Because & { readonly key?: string },
    ) {
      const key = options?.key === undefined ? {} : { key: options.key }
      const process: Process<DataOf<F>> = await handover.start(flow, node, input, { ...because(options), ...key })
      const started = new TestProcess(handover, flow, process)
      await settle(started)
      return started
    },
    async complete(process, node, input, options) {
      const task = await process.task(node, options?.task)
      if (task.owner === null && actor !== null) await task.do('assign', by)
      await task.do('complete', { ...because(options), input })
      await settle(process)
    },
    async assign(process, node, options) {
      const task = await process.task(node, options?.task)
      await task.do('assign', { ...because(options), ...(options?.to === undefined ? {} : { to: options.to }) })
      await settle(process)
    },
    async unassign(process, node, options) {
      const task = await process.task(node, options?.task)
      await task.do('unassign', because(options))
      await settle(process)
    },
    async run(process, node, input, options) {
      const task = await process.task(node, options?.task)
      await task.do('run', { ...because(options), input })
      await settle(process)
    },
    async give(process, node, command, options = {}) {
      const { task: id, note: _note, ...more } = options
      const task = await process.lastTask(node, id)
      await task.do(command, { ...because(options), ...more })
      await settle(process)
    },
    cancel: ofProcess('cancel'),
    suspend: ofProcess('suspend'),
    resume: ofProcess('resume'),
    inbox: () => list('inbox'),
    queue: () => list('queue'),
    archive: () => list('archive'),
  }
}
