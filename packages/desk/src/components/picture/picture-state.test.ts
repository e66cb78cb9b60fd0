import type { Picture, ProcessTask } from 'handover/client'
import { describe, expect, test } from 'vitest'
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
  priority: 0,
  createdAt: '2026-11-20T11:00:00.000Z',
  assignedAt: null,
  finishedAt: '2026-11-20T12:00:00.000Z',
  reason: null,
  shape: 'human',
  previous: [],
  ...given,
})
const open = (node: string, given: Partial<ProcessTask> = {}) => task(node, { finishedAt: null, ...given })
const node = (name: string, title: string): Picture['nodes'][number] => ({
  node: name,
  title,
  kind: 'view',
  shape: 'human',
  x: 0,
  y: 0,
  width: 1,
  height: 1,
})
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
    expect(state).toMatchObject({ status: 'assigned', visits: 2, task: again.id, owner: 'Ben Adler' })
  })

  test('is an error before anything else', () => {
    const tasks = [open('approve', { status: 'error' }), open('approve', { status: 'assigned' })]
    expect(pictureState(tasks, now).get('approve')?.status).toBe('error')
  })

  test('is that of the last visit when none is open', () => {
    const tasks = [task('approve', { status: 'canceled' }), task('approve')]
    expect(pictureState(tasks, now).get('approve')?.status).toBe('done')
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

  test('says when nothing was started', () => {
    expect(pictureSentence('Hello world', picture, new Map())).toBe('Hello world, not started')
  })
})
