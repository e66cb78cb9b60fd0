// Writes docs/patterns.md and its pictures from the table of packages/handover/test/patterns:
//   node --conditions=source scripts/patterns-page.ts
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { frozen, type FrozenFlow } from '../packages/handover/src/flow/define-flow.ts'
import type { Edge, FlowNode } from '../packages/handover/src/flow/node.ts'
import { layoutPicture, svgOf } from '../packages/handover/src/notation/index.ts'
import { inWords, type Pattern, type Step } from '../packages/handover/test/patterns/pattern.ts'
import { patterns, type PlacedPattern } from '../packages/handover/test/patterns/patterns.ts'

const root = join(import.meta.dirname, '..')
const table = 'packages/handover/test/patterns'

/** The page and its pictures: what is to stand in which file of the repository. */
export async function patternFiles(): Promise<ReadonlyMap<string, string>> {
  const files = new Map([['docs/patterns.md', page()]])
  for (const pattern of patterns) {
    const title = `WCP-${pattern.number} ${pattern.name}`
    files.set(`docs/${pictureOf(pattern)}`, svgOf(await layoutPicture(frozen(pattern.flow)), { title }))
  }
  return files
}

const pictureOf = ({ number }: Pattern) => `patterns/wcp-${String(number).padStart(2, '0')}.svg`

const page = () => `# The 43 control-flow patterns

<!-- Written by scripts/patterns-page.ts from ${table}. Change the table, then run the script. -->

The Workflow Patterns Initiative has collected and numbered ${patterns.length} patterns of control flow: what a flow
may have to say about the order of its steps
([Russell, ter Hofstede, van der Aalst, Mulyar, 2006](http://www.workflowpatterns.com/patterns/control)). Each is shown
here as a flow that runs. The tests start it, give the commands of its table one after the other, on SQLite and on
PostgreSQL, and compare everything that comes of each; code, picture and table are taken from what is tested.

Most patterns are no construct of their own, but a few general ones with options. These flows use ${kindsUsed().length}
kinds of node:

| kind | used by | patterns |
|---|---|---|
${kindsUsed().map(counted).join('\n')}

and say about them:

| what is said | used by | patterns |
|---|---|---|
${modifiersUsed().map(counted).join('\n')}

Commands from outside that belong to a pattern: ${commandsUsed()}.

In the tables, \`pack(2)\` is the node in the branch of item 2, \`2:pack\` stands in the second process that came into
being, and a join is open while it waits for more. What does not stand there did not happen.

Pictures show where it goes on, but not conditions, \`mutex\` and \`while\`: those stand in the code.

## Where the words may be read in another way

- *Rounds.* Of several rounds of a split, each has a join of its own (WCP-9, 28 to 32): a late branch of the first round
  never counts for the second. The published nets do not tell their tokens apart.
- *Thread merge* (WCP-41). Threads that are left over at the end, fewer than the given number, go on as one when no more
  can come. In the published net they would stay there for ever.
- *General synchronizing merge* (WCP-38). When joins wait only for one another, the definition does not say which goes
  first. Here it is one that misses no way over which the others could still send something, else the one that has
  waited longest.
- *Interleaving, critical section* (WCP-17, 39, 40). They exclude each other within one process, as published; not
  between processes.
- *Arbitrary cycles* (WCP-10). Any node may lead back to any other. A loop that leaves an open split has to say that it
  withdraws the other branches (\`{ siblings: 'cancel' }\`); one that would leave them behind is refused.
- *Milestone* (WCP-18). The task is seen before and after its milestone, but nobody can take it, do it or hand it out.

${patterns.map(sectionOf).join('\n')}`

function sectionOf(pattern: PlacedPattern): string {
  const { number, name, meaning, here, file, steps } = pattern
  return `## WCP-${number} ${name}

${meaning}

${here}

![${name}](${pictureOf(pattern)})

\`\`\`ts
${codeOf(pattern)}
\`\`\`

<details><summary>What happens</summary>

| command | done | canceled | open afterwards | |
|---|---|---|---|---|
${steps.map(rowOf).join('\n')}

</details>

[Its test](../${table}/${file})
`
}

function rowOf([given, { done = '', canceled = '', absorbed = '', open = '', ended = '', refused }]: Step): string {
  const more = [
    refused && `refused: [${refused}](reference/errors/${refused}.md)`,
    absorbed && `ignored: \`${absorbed}\``,
    ended && `**${ended}**`,
  ]
  const code = (text: string) => text && `\`${text}\``
  return `| ${[inWords(given), code(done), code(canceled), code(open), more.filter(Boolean).join(', ')].join(' | ')} |`
}

/** The definitions as they stand in the file, those that it calls first. */
function codeOf({ flow, calls = [], file }: PlacedPattern): string {
  const source = readFileSync(join(root, table, file), 'utf8')
  return [...calls, flow].map(({ name }) => definitionOf(source, name)).join('\n\n')
}

function definitionOf(source: string, name: string): string {
  const lines = source.split('\n')
  const first = lines.findIndex((line) => line.includes(`= flow('${name}', {`))
  const last = lines.indexOf('})', first)
  if (first < 0 || last < 0) throw new Error(`The definition of '${name}' is not found.`)
  return lines.slice(first, last + 1).join('\n')
}

type Used = readonly [what: string, by: readonly number[]]
const counted = ([what, by]: Used) => `| ${what} | ${by.length} | ${by.length > 15 ? '' : by.join(', ')} |`

/** Of the flows of a pattern, called ones too. */
const flowsOf = ({ flow, calls = [] }: Pattern): readonly FrozenFlow[] => [...calls, flow].map(frozen)
const nodesOf = (pattern: Pattern): readonly FlowNode[] => flowsOf(pattern).flatMap(({ graph }) => Object.values(graph))
const usedBy = (test: (node: FlowNode) => boolean): readonly number[] =>
  patterns.filter((pattern) => nodesOf(pattern).some(test)).map(({ number }) => number)
const byCount = (one: Used, other: Used) => other[1].length - one[1].length

function kindsUsed(): readonly Used[] {
  const kinds = new Set(patterns.flatMap(nodesOf).flatMap((node) => (node.host === undefined ? [node.kind.kind] : [])))
  return [...kinds].map((kind): Used => [`\`${kind}\``, usedBy((node) => node.kind.kind === kind)]).toSorted(byCount)
}

function modifiersUsed(): readonly Used[] {
  const gathering = (node: FlowNode) => node.kind.gathers?.(node) ?? {}
  const opens = (test: (edge: Edge) => boolean) =>
    usedBy(({ kind, edges }) => kind.scope === 'opens' && edges.some(test))
  const used: readonly Used[] = [
    ['`split().next(…, { each })`', opens(({ each }) => each !== undefined)],
    ['`split().next(…, { when })`', opens(({ when }) => when !== undefined)],
    ['`join({ after })`', usedBy((node) => gathering(node).after !== undefined)],
    ["`join({ rest: 'cancel' })`", usedBy((node) => gathering(node).rest === 'cancel')],
    ["`join({ rest: 'block' })`", usedBy((node) => gathering(node).rest === 'block')],
    ["`join({ rest: 'again' })`", usedBy((node) => gathering(node).rest === 'again')],
    ['`join({ pairs })`', usedBy((node) => gathering(node).pairs === true)],
    ['`join({ of })`', usedBy((node) => node.kind.closes?.(node) !== undefined)],
    ['`.mutex(…)`', usedBy((node) => node.mutex !== undefined)],
    ['`.while(…)`', usedBy((node) => node.milestone !== undefined)],
    ['`.onMessage(…)`', usedBy((node) => node.host !== undefined)],
  ]
  return used.toSorted(byCount)
}

function commandsUsed(): string {
  const given = patterns.flatMap(({ number, steps }) => steps.map(([{ give }]) => ({ number, give })))
  const named = { add: '`add`', finish: '`finish`', cancel: '`cancel`', cancelProcess: '`cancel` of the process' }
  const uses = Object.entries(named).map(([command, words]) => {
    const by = new Set(given.filter(({ give }) => give === command).map(({ number }) => `WCP-${number}`))
    return `${words} (${[...by].join(', ')})`
  })
  return uses.join(', ')
}

if (import.meta.main) {
  for (const [path, text] of await patternFiles()) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
}
