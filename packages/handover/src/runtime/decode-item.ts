import { z } from 'zod'
import { error } from '../errors.ts'
import type { ProcessState, TaskState } from '../engine/snapshot.ts'
import { issuesOf } from '../flow/data.ts'
import type { FrozenFlow } from '../flow/define-flow.ts'

/** The item of a task as functions see it: as its node says that items look; to be awaited. Throws `ITEM_INVALID`. */
export function decodeItem(
  flow: FrozenFlow,
  process: Pick<ProcessState, 'number'>,
  task: Pick<TaskState, 'node' | 'item'>,
): unknown {
  const schema = flow.graph[task.node]?.item
  return schema === undefined ? task.item : decodeWith(schema, flow, process, task)
}

async function decodeWith(
  schema: z.ZodType,
  flow: FrozenFlow,
  process: Pick<ProcessState, 'number'>,
  task: Pick<TaskState, 'node' | 'item'>,
): Promise<unknown> {
  // As it will be stored: what was handed over in this action has not been through the database yet.
  const stored: unknown = JSON.parse(JSON.stringify(task.item ?? null))
  const result = await z.safeDecodeAsync(schema, stored)
  if (result.success) return result.data
  const issues = issuesOf(result.error, stored)
  throw error('ITEM_INVALID', { flow: flow.name, node: task.node, number: process.number, issues })
}
