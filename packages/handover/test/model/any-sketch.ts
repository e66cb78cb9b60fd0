/** Random sketches of all sorts of nodes. Most are refused, and those that are not are like nothing anybody would write. */
import fc from 'fast-check'

const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'i']
const target = fc.constantFrom(...names, 'h')
const targets = (least: number, most: number) =>
  fc.array(target, { minLength: least, maxLength: most }).map((some) => some.join(' '))
const branches = fc
  .array(fc.tuple(target, fc.constantFrom('', '', '', '?', '+')), { minLength: 2, maxLength: 3 })
  .map((some) => some.map((branch) => branch.join('')).join(' '))
const joins = ['', '', 'after 1', 'after 1, rest cancel', 'after 2, rest block', 'after 1, rest again', 'pairs']

/** What is written about one node, and the boundaries on its border. */
const node = fc.oneof(
  { weight: 4, arbitrary: target.map((to) => [` -> ${to}`]) },
  target.map((to) => [`: auto -> ${to}`]),
  target.map((to) => [`: timer(1 day) -> ${to}`]),
  { weight: 3, arbitrary: fc.tuple(fc.constantFrom(...joins), target).map(([of, to]) => [`: join(${of}) -> ${to}`]) },
  { weight: 2, arbitrary: targets(2, 2).map((to) => [`: if -> ${to}`]) },
  targets(2, 2).map((to) => [`: if -> ${to}*`]),
  { weight: 4, arbitrary: branches.map((to) => [`: split -> ${to}`]) },
  { weight: 2, arbitrary: fc.tuple(fc.constantFrom('', 'started'), targets(2, 3)).map(firstOf) },
  fc.tuple(target, target).map(([of, to]) => [`: withdraw(${of}) -> ${to}`]),
  fc.constant([': terminate']),
  fc.tuple(targets(1, 2), target).map(([of, to]) => [`: view while(${of}) -> ${to}`]),
  fc
    .tuple(fc.constantFrom('~>', '>'), target, target)
    .map(([sign, late, to]) => [` -> ${to}`, ` ~1 day${sign} ${late}`]),
)
function firstOf([taken, to]: readonly [string, string]): string[] {
  return [`: first(${taken}) -> ${to}`]
}

/** One start, up to eight nodes, and an end; nodes that nothing leads to are left out. */
export const anySketch: fc.Arbitrary<string> = fc
  .tuple(...names.map((name) => node.map((lines) => lines.map((line) => `${name}${line}`))))
  .map((nodes) => reached([['start -> a'], ...nodes, ['h']]))

function reached(nodes: readonly (readonly string[])[]): string {
  const byName = new Map(nodes.map((lines) => [/^\w+/.exec(lines[0]!)![0], lines]))
  const names = new Set(['start'])
  for (const name of names)
    for (const line of byName.get(name)!) for (const to of line.split('> ')[1]?.split(' ') ?? []) names.add(to[0]!)
  return [...names].flatMap((name) => byName.get(name)!).join('\n')
}
