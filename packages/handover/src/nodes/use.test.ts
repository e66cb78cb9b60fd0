import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { arrange, ask, flow, fork, go, kind, wait, type Options, type Visit } from '../index.ts'
import { actor, begin } from '../../test/drive-engine.ts'

interface Vote<Data> {
  voters: (visit: Visit<Data>) => string[]
  quorum: number
}
interface VoteOptions extends Options {
  options: Vote<this['data']>
}
interface Ballot {
  yes: string[]
  no: string[]
}

/** A vote of several people: the task stays open, with its state, until the quorum is reached. */
const vote = kind<VoteOptions, 'human', { yes: boolean }>({
  kind: 'acme.vote',
  role: 'human',
  exits: 'many',
  enter: (node) =>
    ask({ about: 'rule', call: node.options.voters, writes: false }, (users: string[]) =>
      arrange(node, { audience: { users }, state: { yes: [], no: [] } satisfies Ballot }),
    ),
  receive: (node, input, by) =>
    ask(
      {
        about: 'input',
        input: { value: input, schema: z.object({ yes: z.boolean() }) },
        call: ({ task }, { yes }) => counted(task.state as Ballot, by?.id ?? 'system', yes),
        writes: false,
      },
      (ballot: Ballot) => {
        if (ballot.yes.length >= node.options.quorum) return go(0, ballot)
        if (ballot.no.length >= node.options.quorum) return go(1, ballot)
        return wait({ state: ballot, owner: null })
      },
    ),
})
const counted = ({ yes, no }: Ballot, voter: string, isYes: boolean): Ballot =>
  isYes ? { yes: [...yes, voter], no } : { yes, no: [...no, voter] }

const board = ['anna', 'ben', 'cora']
const electing = flow('electing', {
  data: z.object({ board: z.array(z.string()).default(board) }),
  nodes: (n) => ({
    start: n.start({ fields: [] }).next('ballot'),
    ballot: n
      .use(vote, { voters: ({ process }) => process.data.board, quorum: 2 })
      .next('elected')
      .next('rejected'),
    elected: n.end(),
    rejected: n.end(),
  }),
})

async function afterVotes(...votes: readonly [name: string, yes: boolean][]) {
  const run = await begin(electing)
  for (const [name, yes] of votes) {
    await run.assign('ballot', { by: actor(name) })
    await run.complete('ballot', { yes }, { by: actor(name) })
  }
  return run
}

describe("a kind of one's own, a vote that needs a quorum,", () => {
  test('asks its options with the data of the flow', async () => {
    expect((await afterVotes()).at('ballot')).toMatchObject({ kind: 'acme.vote', audience: { users: board } })
  })

  test('keeps its state and goes back to the queue until the quorum is reached', async () => {
    const run = await afterVotes(['Anna', true])
    expect(run.at('ballot')).toMatchObject({ status: 'new', owner: null, state: { yes: ['anna'], no: [] } })
    expect(run.event('task.answered')).toMatchObject({ node: 'ballot', actor: 'anna', from: 'assigned', to: 'new' })
  })

  test('goes on by the votes, and tells them', async () => {
    const run = await afterVotes(['Anna', true], ['Cora', false], ['Ben', true])
    expect(run.process.outcome).toBe('elected')
    expect(run.event('task.done', 'ballot').data).toEqual({ told: { yes: ['anna', 'ben'], no: ['cora'] } })
  })

  test('may take any of its ways', async () => {
    expect((await afterVotes(['Anna', false], ['Cora', false])).process.outcome).toBe('rejected')
  })

  test('is guarded like a view', async () => {
    const run = await begin(electing)
    await expect(run.assign('ballot', { by: actor('Dan') })).rejects.toThrow('TASK_NOT_OFFERED')
  })

  test('refuses a wrong input', async () => {
    const run = await begin(electing)
    await expect(run.complete('ballot', { yes: 'maybe' })).rejects.toThrow('INPUT_INVALID')
  })
})

describe('a kind is refused', () => {
  test.each(['vote', 'acme.', '.vote', 'Acme.vote', ''])(
    'with the name %j, which could become one of the box',
    (name) => {
      expect(() => kind({ kind: name, enter: () => go() })).toThrow('OPTION_INVALID')
    },
  )

  test('without enter, when tokens are to arrive at it', () => {
    expect(() => kind({ kind: 'acme.idle' })).toThrow(/OPTION_INVALID.*enter/)
  })

  test.each(['handle', 'message'] as const)('without receive, when a program is to run it as a %s', (role) => {
    expect(() => kind<Options, any>({ kind: 'acme.idle', role, enter: () => wait() })).toThrow(
      /OPTION_INVALID.*receive/,
    )
  })

  test('without receive, when processes are to begin with it', () => {
    const begins = () => ({ by: 'signal', name: 'noon' }) as const
    expect(() => kind({ kind: 'acme.idle', begins, enter: () => go() })).toThrow(/OPTION_INVALID.*receive/)
  })

  test('without receive, when people are to complete it', () => {
    expect(() => kind<Options, 'human'>({ kind: 'acme.idle', role: 'human', enter: () => wait() })).toThrow(
      /OPTION_INVALID.*receive/,
    )
    expect(() => kind<Options, 'start'>({ kind: 'acme.idle', role: 'start' })).toThrow(/OPTION_INVALID.*receive/)
  })
})

describe('a move that cannot be made is refused, naming the node and its kind', () => {
  const moving = (move: unknown, scope?: 'opens') => {
    const odd = kind({ kind: 'acme.odd', ...(scope ? { scope } : {}), enter: () => move as never })
    return flow('moving', {
      data: z.object({}),
      nodes: (n) => ({
        start: n.start({ fields: [] }).next('odd'),
        odd: n.use(odd, {}).next('done'),
        done: n.end(),
      }),
    })
  }

  test.each([
    ['nothing', undefined, 'undefined'],
    ['an unknown one', { do: 'jump' }, '{"do":"jump"}'],
    ['a way that does not exist', go(3), 'it has no edge 3'],
    ['a fork without a scope', fork([{ edge: 0 }]), "scope: 'opens'"],
  ])('%s', async (_, move, says) => {
    await expect(begin(moving(move))).rejects.toMatchObject({
      code: 'MOVE_INVALID',
      message: expect.stringContaining("Flow 'moving': 'odd': its kind 'acme.odd'"),
      says: expect.stringContaining(says),
    })
  })

  test('a fork over a way that does not exist', async () => {
    await expect(begin(moving(fork([{ edge: 0 }, { edge: 7 }]), 'opens'))).rejects.toThrow('it has no edge 7')
  })
})

test('branches may carry items, which their tasks know', async () => {
  const seen: unknown[] = []
  const each = kind({
    kind: 'acme.each',
    scope: 'opens',
    enter: () => fork(['a', 'b'].map((item) => ({ edge: 0, item }))),
  })
  const packing = flow('packing', {
    data: z.object({}),
    nodes: (n) => ({
      start: n.start({ fields: [] }).next('each'),
      each: n.use(each, {}).next('pack'),
      pack: n.function(({ task }) => void seen.push(task.item)).next('ready'),
      ready: n.join().next('done'),
      done: n.end(),
    }),
  })
  const run = await begin(packing)
  expect(seen).toEqual(['a', 'b'])
  expect(run.visits()).toEqual({ start: 1, each: 1, pack: 2, ready: 1, done: 1 })
})

test.each([
  ['a start', { role: 'start', receive: () => go() }, { shape: 'start', exits: 'one' }],
  [
    'one that processes begin with',
    { begins: () => ({ by: 'signal', name: 'noon' }), receive: () => go() },
    { shape: 'start', exits: 'one' },
  ],
  ['an end', { role: 'end', enter: () => go() }, { shape: 'end', exits: 'none' }],
  [
    'one that a program runs',
    { role: 'handle', enter: () => wait(), receive: () => go() },
    { shape: 'auto', exits: 'one' },
  ],
])('%s is drawn as such', (_, definition, drawn) => {
  expect(kind<Options, any>({ kind: 'acme.drawn', ...definition } as never)).toMatchObject(drawn)
})
