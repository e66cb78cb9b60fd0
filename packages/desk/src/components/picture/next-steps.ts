import type { Picture } from 'handover/client'
import { words } from '../words.ts'

/** What comes after a step, as far as the picture tells. */
export interface NextStep {
  readonly node: string
  /** On which answer; empty where it comes in any case. */
  readonly when: string
  readonly text: string
}

const gateways: readonly string[] = ['choice', 'split', 'join', 'first']

/** The steps after a node; gateways between are passed, and their questions and answers say when. */
export function nextSteps({ nodes, edges }: Picture, from: string): NextStep[] {
  const steps: NextStep[] = []
  const seen = new Set<string>([from])
  const follow = (at: string, when: string): void => {
    for (const edge of edges.filter((each) => each.from === at)) {
      const node = nodes.find((each) => each.node === edge.to)
      const here = nodes.find((each) => each.node === at)
      if (node === undefined) continue
      const says = here === undefined || edge.label === null ? when : words.next.when(here.title, edge.label)
      if (!gateways.includes(node.shape)) steps.push({ node: node.node, when: says, text: textOf(node) })
      else if (!seen.has(node.node)) {
        seen.add(node.node)
        follow(node.node, says === '' ? (ways[node.shape] ?? '') : says)
      }
    }
  }
  follow(from, '')
  return steps
}

const ways: Readonly<Record<string, string>> = { split: words.next.sideBySide, join: words.next.whenJoined }

function textOf({ title, shape, node }: Picture['nodes'][number]): string {
  if (shape === 'end') return words.next.ends(title)
  const name = title === '' ? node : title
  return shape === 'human' ? name : words.next.byItself(name)
}
