import type { Picture, ProcessTask } from 'handover/client'
import { describe, expect, test } from 'vitest'
import { anyNode } from './any-node.ts'
import { edgeKey, pictureSentence, pictureState, startingState, takenEdges, toneOf } from './picture-state.ts'

const now = Date.parse('2026-11-20T14:00:00.000Z')
const ben = { id: 'ben', name: 'Ben Adler' }
let count = 0
const task = (node: string, given: Partial<ProcessTask> = {}): ProcessTask => ({
  id: `task-${++count}`,
  node,
  kind: 'view',
  title: node,
  summary: '',
  status: 'done',
  owner: null,
  endedBy: null,
  dueAt: null,
  wakeAt: null,
  priority: 0,
  createdAt: '2026-11-20T11:00:00.000Z',
  assignedAt: null,
  finishedAt: '2026-11-20T12:00:00.000Z',
  startedAt: null,
  reason: null,
  error: null,
  host: null,
  isObsolete: false,
  shape: 'human',
  progress: null,
  previous: [],
  may: [],
  ...given,
})
const open = (node: string, given: Partial<ProcessTask> = {}) => task(node, { finishedAt: null, ...given })
const node = (name: string, title: string) => anyNode({ node: name, title })
const picture: Picture = {
  width: 1,
  height: 1,
  nodes: [node('write', 'Write'), node('approve', 'Approve the message'), node('sent', 'Sent')],
  edges: [],
}

describe('the state of a node', () => {
  test('is that of its open visit, however often it was done before', () => {
    const again = open('approve', { status: 'assigned', owner: ben })
    const state = pictureState([task('approve'), again, task('write')], now).get('approve')
    expect(state).toMatchObject({ standing: 'held', visits: 2, task: again.id, owner: 'Ben Adler' })
  })

  test('is an error before anything else', () => {
    const tasks = [open('approve', { status: 'error' }), open('approve', { status: 'assigned' })]
    expect(pictureState(tasks, now).get('approve')?.standing).toBe('failed')
  })

  test('is that of the last visit when none is open', () => {
    const tasks = [task('approve', { status: 'canceled' }), task('approve')]
    expect(pictureState(tasks, now).get('approve')?.standing).toBe('done')
  })

  test('says in one line who and how long', () => {
    const tasks = [
      task('write', { owner: ben, endedBy: ben }),
      open('approve', { status: 'assigned', owner: ben, dueAt: '2026-11-20T12:00:00.000Z' }),
      open('insure', { status: 'new' }),
      task('label', { finishedAt: '2026-11-20T11:00:00.800Z' }),
      task('check', { status: 'canceled' }),
    ]
    const notes = [...pictureState(tasks, now).values()].map((state) => state.note)
    expect(notes).toEqual(['Ben Adler, 2 h', 'Ben Adler, 2 h late', 'unassigned, 3 h', '0.8 s', 'not needed'])
  })
})

describe('a node stands', () => {
  const standing = (given: Partial<ProcessTask>) => {
    const state = pictureState([task('approve', given)], now).get('approve')!
    return [state.standing, state.note, toneOf(state)]
  }
  const undone = { status: 'canceled', reason: 'undone', finishedAt: null } as const

  test.each([
    [
      'unassigned, until a person has it',
      { status: 'new', finishedAt: null },
      ['unassigned', 'unassigned, 3 h', 'open'],
    ],
    [
      'waiting, for what is no person',
      { status: 'new', shape: 'event', finishedAt: null },
      ['waiting', 'waiting, 3 h', 'wait'],
    ],
    [
      'waiting, when it is scheduled',
      { status: 'scheduled', shape: 'auto', finishedAt: null },
      ['waiting', 'waiting, 3 h', 'wait'],
    ],
    ['armed, as a boundary', { status: 'new', shape: 'boundary', finishedAt: null }, ['armed', 'armed, 3 h', 'wait']],
    ['fired, as a boundary', { shape: 'boundary' }, ['fired', '1 h', 'past']],
    ['undone, and waits to be done again', undone, ['undone', 'undone', 'wait']],
    [
      'canceled, when it was undone with its process',
      { ...undone, finishedAt: '2026-11-20T12:00:00.000Z' },
      ['canceled', 'undone', 'off'],
    ],
    ['skipped', { status: 'canceled', reason: 'skipped' }, ['skipped', 'skipped', 'off']],
    ['sent back', { status: 'canceled', reason: 'sent back' }, ['sentBack', 'sent back', 'off']],
    ['not needed', { status: 'canceled', reason: 'withdrawn' }, ['canceled', 'not needed', 'off']],
  ] satisfies [string, Partial<ProcessTask>, string[]][])('%s', (_title, given, expected) => {
    expect(standing(given)).toEqual(expected)
  })

  test('undone shows over what was done there later', () => {
    const tasks = [task('approve', undone), task('approve')]
    expect(pictureState(tasks, now).get('approve')?.standing).toBe('undone')
  })
})

test('a task at a node that the picture does not have any more changes nothing', () => {
  const tasks = [task('write'), open('removed', { status: 'assigned', owner: ben })]
  expect(pictureSentence('Hello world', picture, pictureState(tasks, now))).toBe('Hello world: Write done')
})

test('a node that was not reached has a tone of its own', () => {
  expect(toneOf(undefined)).toBe('todo')
  expect(toneOf(startingState('write').get('write'))).toBe('here')
})

test('an edge is taken when a task says that it came over it', () => {
  const write = task('write')
  const taken = takenEdges([write, open('approve', { previous: [write.id] })])
  expect([...taken]).toEqual([edgeKey('write', 'approve')])
})

describe('the sentence of a picture', () => {
  test('says what is done, and who has what', () => {
    const tasks = [task('write'), open('approve', { status: 'assigned', owner: ben })]
    expect(pictureSentence('Hello world', picture, pictureState(tasks, now))).toBe(
      'Hello world: Write done; Approve the message is with Ben Adler',
    )
  })

  test('says what has fired, and nothing of what is only armed', () => {
    const boundary = { shape: 'boundary' } as const
    const tasks = [task('write', boundary), open('approve', { ...boundary, status: 'scheduled' })]
    expect(pictureSentence('Hello world', picture, pictureState(tasks, now))).toBe('Hello world: Write has fired')
  })

  test('says when nothing was started', () => {
    expect(pictureSentence('Hello world', picture, new Map())).toBe('Hello world, not started')
  })
})
