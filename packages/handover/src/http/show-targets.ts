import type { z } from 'zod'
import type { FrozenFlow } from '../flow/define-flow.ts'
import type { FlowNode } from '../flow/node.ts'
import type { Task as RuntimeTask } from '../runtime/handover.ts'
import { labelled } from './form.ts'
import type { Target, TaskDetail } from './wire.ts'

type Targets = Pick<TaskDetail, 'targets' | 'itemSchemas'>
export const noTargets: Targets = {
  targets: { sendBack: [], skip: [], move: [], add: [] },
  itemSchemas: {},
}

/** What the commands to a task may name in `to`. `tasks` are those of its process, in order of creation. */
export function showTargets(flow: FrozenFlow, task: RuntimeTask, tasks: readonly RuntimeTask[]): Targets {
  const node = flow.graph[task.node]
  const edges = node?.edges ?? []
  const nodes = Object.values(flow.graph)
  const each = edges.filter((edge) => edge.each !== undefined)
  const named = (names: readonly string[]) => [...new Set(names)].map((name) => toTarget(flow.graph[name]!))
  return {
    targets: {
      sendBack: named(doneBefore(flow, task, tasks)),
      skip: named(edges.map((edge) => edge.to)),
      move: nodes.filter((other) => other !== node && isEnterable(other)).map(toTarget),
      add: named(each.map((edge) => edge.to)),
    },
    itemSchemas: Object.fromEntries(
      each.flatMap(({ to }) => {
        const item = flow.graph[to]?.item
        return item === undefined ? [] : [[to, jsonSchema(item)]]
      }),
    ),
  }
}

const toTarget = ({ name, title }: FlowNode): Target => ({ node: name, title: title === '' ? name : title })

/** A token can come to it: no start, and nothing that stands on another's border. */
const isEnterable = (node: FlowNode): boolean => node.kind.enter !== undefined && node.host === undefined

/** The steps that a person has done already, last first. */
function doneBefore(flow: FrozenFlow, task: RuntimeTask, tasks: readonly RuntimeTask[]): string[] {
  const done = tasks.filter((other) => other.status === 'done' && flow.graph[other.node]?.kind.role === 'human')
  return done
    .map((other) => other.node)
    .filter((node) => node !== task.node)
    .toReversed()
}

const jsonSchema = (schema: z.ZodType) => labelled(schema) as Record<string, unknown>
