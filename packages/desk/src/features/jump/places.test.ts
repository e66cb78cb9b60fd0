import type { Flow, Process, Task } from 'handover/client'
import { describe, expect, it } from 'vitest'
import { fitsText, placesFor } from './places.ts'

const allowed = { allowed: true as const }
const leave = {
  name: 'leave',
  title: 'Leave request',
  description: '',
  version: 1,
  starts: [
    { node: 'ask', title: 'Ask for leave', description: '', kind: 'start', can: allowed },
    { node: 'import', title: 'Import leave', description: '', kind: 'start', can: { allowed: false } },
  ],
} as unknown as Flow
const process = {
  id: 'p1',
  number: 903,
  flow: 'leave',
  flowTitle: 'Leave request',
  summary: '6 days in December, Tomás Ortega',
} as Process
const labels = (text: string, processes: readonly Process[] = []) =>
  placesFor(text, { flows: [leave], tasks: [], processes }).map(({ kind, places }) => [
    kind,
    places.map(({ label }) => label),
  ])

describe('the places that fit a text', () => {
  it('are the pages and what one may start, as long as nothing is typed', () => {
    expect(labels('', [process])).toEqual([
      ['page', ['Inbox', 'Queue', 'Archive', 'Processes', 'Start a process', 'Me']],
      ['start', ['Ask for leave']],
    ])
  })

  it('leave out starts that one may not use', () => {
    expect(labels('import')).toEqual([])
  })

  it('find a start by its flow as well, and the flow itself', () => {
    expect(labels('request')).toEqual([
      ['start', ['Ask for leave']],
      ['flow', ['Leave request']],
    ])
  })

  it('take the processes as the server found them', () => {
    const [group] = placesFor('903', { flows: [leave], tasks: [], processes: [process] })
    expect(group).toMatchObject({ kind: 'process', places: [{ id: 'p1', side: 'Leave request #903' }] })
  })
})

it('a task is told from others of its name by what it is about', () => {
  const task = { id: 't1', title: 'Approve the leave', summary: '', process } as unknown as Task
  const [group] = placesFor('approve', { flows: [], tasks: [task], processes: [] })
  expect(group).toMatchObject({ kind: 'task', places: [{ label: 'Approve the leave', side: process.summary }] })
})

describe('a text', () => {
  it('fits whatever its case, its accents and the order of its words', () => {
    expect(fitsText('ortega TOMAS', 'Tomás Ortega')).toBe(true)
    expect(fitsText('tomas x', 'Tomás Ortega')).toBe(false)
  })
})
