import { describe, expect, it, onTestFinished } from 'vitest'
import { z } from 'zod'
import { createHandover, flow } from '../index.ts'
import { createTestHandover } from '../testing/index.ts'

interface Said {
  readonly version?: number
  readonly title?: string
  readonly to?: 'done' | 'other'
  readonly run?: () => void
  readonly key?: string
}
const define = ({ version = 1, title = 'Say', to = 'done', run = () => {}, key = 'text' }: Said = {}) =>
  flow('say', {
    version,
    data: z.object({ [key]: z.string().optional() }),
    nodes: (n) => ({
      start: n.startHandle(z.object({}), () => ({})).next('say'),
      say: n.function(run).title(title).next(to),
      done: n.end(),
      second: n.startHandle(z.object({}), () => ({})).next('other'),
      third: n.startHandle(z.object({}), () => ({})).next('done'),
      other: n.end(),
    }),
  })

/** Boots one server after the other with these definitions; answers with the warnings of the last. */
async function boot(...definitions: Said[]) {
  const test = await createTestHandover({ flows: [define(definitions[0])] })
  onTestFinished(() => test.close())
  let warnings: string[] = []
  for (const definition of definitions.slice(1)) {
    warnings = []
    const onWarning = (text: string) => warnings.push(text)
    await createHandover({ flows: [define(definition)], store: test.store, work: false, onWarning })
  }
  const recorded = await test.store.database.selectFrom('handover_definition').selectAll().orderBy('version').execute()
  return { warnings, recorded }
}

describe('a definition', () => {
  it('is recorded once, however often a server boots', async () => {
    const { warnings, recorded } = await boot({}, {}, {})
    expect(recorded).toMatchObject([{ flow: 'say', version: 1 }])
    expect(warnings).toEqual([])
  })

  it('is the same whatever its functions do', async () => {
    expect((await boot({ run: () => {} }, { run: () => void 1 })).recorded).toHaveLength(1)
  })

  it.each<[string, Said]>([
    ['a title', { title: 'Shout' }],
    ['an edge', { to: 'other' }],
    ['the data', { key: 'words' }],
  ])('that changes %s and keeps its version is warned of, with what to write', async (_, change) => {
    const { warnings, recorded } = await boot({}, change)
    expect(warnings).toEqual([
      "FLOW_VERSION_REUSED: Flow 'say' changed, but is still version 1. Set version: 2 so that processes show what they started with.",
    ])
    expect(recorded).toHaveLength(2)
  })

  it('that counts up its version is recorded beside the old one, so that old pictures can be drawn', async () => {
    const { warnings, recorded } = await boot({}, { version: 2, title: 'Shout' })
    const nodes = recorded.map(({ graph }) =>
      JSON.parse(graph).nodes.find((node: { name: string }) => node.name === 'say'),
    )
    expect(nodes).toEqual([
      { name: 'say', kind: 'function', title: 'Say', permission: null, edges: [{ to: 'done', label: null }] },
      { name: 'say', kind: 'function', title: 'Shout', permission: null, edges: [{ to: 'done', label: null }] },
    ])
    expect(warnings).toEqual([])
  })

  it('older than what is recorded is warned of', async () => {
    const { warnings } = await boot({ version: 3 }, { version: 2 })
    expect(warnings).toEqual([expect.stringContaining('FLOW_NEWER_RECORDED')])
    expect(warnings[0]).toContain('version 2 here, but version 3 is recorded')
  })
})

it('is recorded with what stands on the borders of its nodes', async () => {
  const guarded = flow('guarded', {
    data: z.object({}),
    nodes: (n) => ({
      start: n.startHandle(z.object({}), () => ({})).next('ask'),
      ask: n
        .view({ fields: [] })
        .onTimeout('3 days', 'done', { interrupting: false })
        .onError('done', { code: 'LATE' })
        .next('done'),
      done: n.end(),
    }),
  })
  const test = await createTestHandover({ flows: [guarded] })
  onTestFinished(() => test.close())
  const [recorded] = await test.store.read.definitions('guarded')
  const border = (name: string) => (recorded!.graph as any).nodes.find((node: any) => node.name === name)
  expect(border('ask__timeout')).toMatchObject({ host: 'ask', isInterrupting: false, edges: [{ to: 'done' }] })
  expect(border('ask__error')).toMatchObject({ isInterrupting: true, catches: { what: 'error', code: 'LATE' } })
  expect(border('ask')).not.toHaveProperty('host')
})
