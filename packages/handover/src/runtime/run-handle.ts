import { error } from '../errors.ts'
import { isOpen, type Snapshot } from '../engine/snapshot.ts'
import type { FrozenFlow } from '../flow/define-flow.ts'
import { actorOf } from './actor-of.ts'
import type { AtHandle, By, Task } from './handover.ts'
import { keyedBy } from './once.ts'
import { perform } from './perform.ts'
import type { Services } from './services.ts'
import { commandTask, expectsAt, onlyTask, toTask } from './task.ts'

interface Run {
  readonly flow: FrozenFlow
  readonly node: string
  readonly input: unknown
}

/** Answers a task that waits for a program: the named one, or the one of a process that waits at that node. */
export async function runHandle(
  services: Services,
  { flow, node, input }: Run,
  at: AtHandle,
  options: By,
): Promise<Task> {
  const isNamed = typeof at === 'object' && at !== null
  if (isNamed && 'task' in at) {
    const expects = expectsAt(flow, node, at.task)
    return commandTask(services, at.task, 'run', { ...options, input, expects })
  }
  if (!isNamed || typeof at.process !== 'string')
    throw error('OPTION_INVALID', { option: 'at', value: at, expected: '{ process: id } or { task: id }' })
  const { note = null, tx } = options
  const by = actorOf(options)
  let task: string | undefined
  const asked = { type: 'run', process: at.process, flow: flow.name, node, input, by: by?.id, note }
  const keyed = keyedBy(options, () => asked)
  const { after } = await perform(
    services,
    { process: at.process },
    { type: 'run', task: '', input, by, note },
    {
      choose: (loaded) => (task = waitingAt(loaded, flow, node)),
      ...(tx === undefined ? {} : { tx }),
      ...(keyed && { once: { ...keyed, answerOf: onlyTask(() => task!) } }),
    },
  )
  // A repeat answers with the one task that it was.
  const ran = after.tasks.find(({ id }) => id === task) ?? after.tasks[0]!
  return toTask(services, ran, after.process)
}

function waitingAt({ process, tasks }: Snapshot, flow: FrozenFlow, node: string): string {
  if (process.flow !== flow.name)
    throw error('PROCESS_OF_OTHER_FLOW', { process: process.id, flow: flow.name, actual: process.flow })
  const open = tasks.filter((task) => isOpen(task) && task.status !== 'canceled' && task.host === null)
  const here = open.filter((task) => task.node === node).map(({ id }) => id)
  const place = { flow: flow.name, node, number: process.number }
  if (here.length > 1) throw error('HANDLE_AMBIGUOUS', { ...place, tasks: here })
  const waiting = [...new Set(open.map((task) => `'${task.node}'`))]
  if (here[0] === undefined) throw error('HANDLE_NOT_WAITING', { ...place, waiting })
  return here[0]
}
