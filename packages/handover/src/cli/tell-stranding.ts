import {
  isBoundary,
  type OpenBranches,
  type StandingTasks,
  type Stranding,
  type UnreadableData,
} from '../runtime/find-stranded.ts'

/** What a new definition would do to running processes, in words, each with the next step. */
export function tellStranding({ flow, gone, nodes, splits, data }: Stranding): readonly string[] {
  const told = (text: string) => `  - Flow '${flow}': ${text}`
  if (gone !== null) {
    const run = `${count(gone.processes, 'process', 'processes')} ${gone.processes === 1 ? 'runs' : 'run'}`
    const who = named([gone.example], gone.processes)
    return [told(`it is gone, but ${run} in it (${who}). Keep the flow until they have ended, or cancel them.`)]
  }
  return [
    // A boundary goes where its host goes.
    ...nodes
      .filter(({ node }) => !nodes.some(({ node: host }) => node.startsWith(`${host}__`)))
      .map(tellStanding)
      .map(told),
    ...splits.map(tellBranches).map(told),
    ...data.map(tellData).map(told),
  ]
}

function tellStanding({ node, tasks, examples, movedTo }: StandingTasks): string {
  const isOne = tasks === 1
  const stand = `${count(tasks, 'open task')} ${isOne ? 'stands' : 'stand'} at '${node}' (${named(examples, tasks)})`
  if (movedTo !== null) return `${stand} and ${isOne ? 'goes' : 'go'} on at '${movedTo}', as moved says.`
  if (isBoundary(node)) return `${stand}, which does not exist any more: nothing will come of ${isOne ? 'it' : 'them'}.`
  return `${stand}, which does not exist any more. Say where they go on, moved: { ${node}: '…' }, or cancel or move them afterwards.`
}

function tellBranches({ split, processes, examples }: OpenBranches): string {
  const of = `of ${count(processes, 'process', 'processes')} (${named(examples, processes)})`
  return `branches ${of} are under way that '${split}' began, which does not exist any more: no join brings them together. Say what it is called now, moved: { ${split}: '…' }, or let them end first.`
}

function tellData({ key, message, processes, examples }: UnreadableData): string {
  const of = `of ${count(processes, 'process', 'processes')} (${named(examples, processes)})`
  const why = message.replace(/[^.!?]$/, '$&.')
  return key === ''
    ? `the data ${of} cannot be brought up to date: ${why} Correct upgrade.`
    : `'${key}' in the data ${of} does not fit: ${why} Make the key .optional(), give it a .default(), or raise the version and write upgrade.`
}

const count = (n: number, one: string, many = `${one}s`) => `${n} ${n === 1 ? one : many}`
/** `process #3, #7 and others`. */
const named = (examples: readonly number[], all: number) =>
  `process ${examples.map((number) => `#${number}`).join(', ')}${all > examples.length ? ' and others' : ''}`
