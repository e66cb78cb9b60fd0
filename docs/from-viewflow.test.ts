/** The page promises a test for each construct: here the tests are looked for, by their titles. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { kinds } from '../packages/handover/src/nodes/index.ts'

const page = readFileSync(join(import.meta.dirname, 'from-viewflow.md'), 'utf8')

interface Row {
  readonly construct: string
  readonly here: string
  readonly title: string
  readonly file: string
}
const rows: readonly Row[] = page
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.endsWith('| test |'))
  .map((line) => {
    const cells = line.slice(2, -2).split(' | ')
    const [, title = '', file = ''] = /^\[(.+)\]\((.+)\)$/.exec(cells.at(-1)!) ?? []
    return { construct: cells[0]!, here: cells[1]!, title, file }
  })

/** The titles of the tests of a file, as they are written there. */
function titlesOf(file: string): readonly string[] {
  const source = readFileSync(join(import.meta.dirname, file), 'utf8')
  const titles = /\b(?:it|test)(?:\.(?:each|skipIf)\([^]*?\))?\(\s*(?:'((?:[^'\\]|\\.)+)'|"((?:[^"\\]|\\.)+)")/g
  return [...source.matchAll(titles)].map(([, single, double]) => (single ?? double)!.replaceAll(/\\(.)/g, '$1'))
}

test.each(rows)('$construct has a test', ({ title, file }) => {
  expect(file).not.toBe('')
  expect(titlesOf(file)).toContain(title)
})

test('every kind that is named exists, and every kind of ours is named', () => {
  const named = new Set([...page.matchAll(/\bn\.(\w+)/g)].map(([, name]) => name!))
  const known = Object.keys(kinds)
  // `withdraw` has no counterpart.
  expect([...named].filter((name) => !known.includes(name))).toEqual([])
  expect(known.filter((name) => !named.has(name))).toEqual(['startMessage', 'withdraw'])
})

/** What Viewflow has, by its own names, so that no row is lost. */
const constructs = {
  nodes: `Start StartHandle StartTimer StartFunction StartSignal Signal View ManualTask Function SendHandle BusinessRule
    MessageThrow Handle MessageCatch If Switch Split SplitFirst Join End TerminateEnd ErrorEnd Timer celery.Timer celery.Job
    celery.RJob workflow.rest Subprocess NSubprocess StartSubprocess SignalCatch SignalThrow EscalationThrow
    ConditionalCatch CompensateThrow Obsolete Handler`,
  modifiers: `.Next .Then .Else .Case .Default .Always .Permission auto_create help_text .Assign .Available .Annotation
    summary_template result_template .onCreate .OnTimeout .OnError .OnEscalation .CompensateWith undo_func activation_class
    act.process.x act.task.x this.node this.method this.node.owner`,
  transitions: `AbstractJob ErrorBoundary EscalationBoundary TimerBoundary can_proceed has_perm get_available_transitions
    label slug original can_assign can_execute can_view can_undo prepare initialize perform restart resume`,
  seeds: `jsonstore flow_start_func task.activate task_cls CreateProcessView CreateArtifactView UpdateProcessView
    UpdateArtifactView Job.activate shared_task refresh_from_db NSubprocess act.process.approved`,
}
describe.each(Object.entries(constructs))('of its %s', (_, names) => {
  test.each(names.split(/\s+/))('%s is listed', (name) => {
    const isNamed = new RegExp(`(?<![\\w])${name.replaceAll('.', '\\.')}(?!\\w)`)
    expect(rows.some(({ construct }) => isNamed.test(construct))).toBe(true)
  })
})
