/** How a human task comes into being: who may take it, whose it is, and until when. */
import type { Problem } from '../errors.ts'
import type { Audience } from '../flow/actor.ts'
import { readDuration } from '../flow/duration.ts'
import type { CheckedFlow } from '../flow/kind.ts'
import { ask, wait, type Move, type TaskMarks } from '../flow/move.ts'
import type { FlowNode } from '../flow/node.ts'
import { problem } from '../flow/report.ts'
import type { Ask } from '../flow/visit.ts'

/** Asks the node's rules one after the other and then waits in the queue, or with its assignee. */
export function arrange(node: FlowNode, marks: TaskMarks = {}): Move {
  return askRule(node.offer, (offered) => {
    const audience = marks.audience ?? fill(node.offer === undefined ? {} : offered, node.permission)
    return askRule(node.assign, (owner) =>
      askRule(typeof node.due === 'function' ? node.due : undefined, (due) => {
        const marked = {
          ...marks,
          audience,
          owner: owner ?? null,
          due: (typeof node.due === 'string' ? node.due : due) ?? null,
        }
        if (node.onCreate === undefined) return wait(marked)
        return ask({ about: 'onCreate', call: node.onCreate, writes: true }, () => wait(marked))
      }),
    )
  })
}

function askRule<T>(rule: Ask<any, T> | undefined, next: (answer: T | undefined) => Move): Move {
  return rule === undefined ? next(undefined) : ask({ about: 'rule', call: rule, writes: false }, next)
}

/** What the rule leaves open, the permission fills; exceptions always hold. An answer that is none is refused later. */
function fill(offered: Audience | undefined, permission: string | null): Audience {
  if (typeof offered !== 'object' || offered === null) return (offered ?? undefined) as never
  const isOpen = [offered.permissions, offered.groups, offered.users].every((named) => named === undefined)
  return isOpen && permission !== null ? { ...offered, permissions: [permission] } : offered
}

/** Durations that nobody can read are found when the flow is defined. */
export function checkArrangement(node: FlowNode, flow: CheckedFlow): readonly Problem[] {
  const isReadable = typeof node.due !== 'string' || readDuration(node.due) !== undefined
  return isReadable ? [] : [problem('FLOW_BAD_DURATION', node.name, { flow: flow.name, value: node.due })]
}
