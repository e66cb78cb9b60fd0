import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { flow } from '../../index.ts'
import { actor, begin, type Driven } from '../../../test/drive-engine.ts'

const leave = flow('leave', {
  data: z.object({ days: z.number().default(1) }),
  nodes: (n) => ({
    start: n.start({ fields: [] }).next('draft'),
    draft: n
      .view({ fields: ['days'] })
      .permission()
      .next('fork'),
    fork: n.split().next('check').next('ask'),
    check: n.view({ fields: [] }).next('ready'),
    ask: n.view({ fields: [] }).next('ready'),
    ready: n.join().next('decide'),
    decide: n
      .if((visit) => visit.process.data.days < 10)
      .yes('approve')
      .no('refused'),
    approve: n.view({ fields: [] }).permission().next('done'),
    refused: n.end(),
    done: n.end(),
  }),
})
const anna = actor('Anna', 'leave.draft')
const ben = actor('Ben', 'leave.approve')
const mia = actor('Mia', 'leave.manage')

async function atApprove(): Promise<Driven> {
  const run = await begin(leave)
  await run.assign('draft', { by: anna })
  await run.complete('draft', { days: 3 }, { by: anna })
  await run.complete('check')
  await run.complete('ask')
  return run
}

describe('sending back', () => {
  test('gives the work to who did the earlier step, and says why', async () => {
    const run = await atApprove()
    await run.assign('approve', { by: ben })
    await run.command('sendBack', 'approve', { by: ben, to: 'draft', note: 'The dates are missing.' })
    expect(run.at('approve')).toMatchObject({ status: 'canceled', reason: 'sent back', endedBy: 'ben' })
    expect(run.at('draft')).toMatchObject({ status: 'assigned', owner: 'anna', ownerName: 'Anna' })
    expect(run.event('task.sentBack')).toMatchObject({ actor: 'ben', note: 'The dates are missing.' })
    await run.complete('draft', { days: 4 }, { by: anna })
    expect(run.standing()).toBe('check ask')
  })

  test('goes to the last step of a person by default, never into a branch that is closed', async () => {
    const run = await atApprove()
    await run.command('sendBack', 'approve', { note: 'again' })
    expect(run.standing()).toBe('draft')
  })

  test('out of a branch withdraws its siblings', async () => {
    const run = await begin(leave)
    await run.complete('draft', { days: 3 })
    await run.complete('ask')
    await run.command('sendBack', 'check', { to: 'draft', note: 'incomplete' })
    expect(run.standing()).toBe('draft')
    expect(run.process.scopes).toEqual([])
    expect(run.at('ready')).toMatchObject({ status: 'canceled', reason: 'withdrawn' })
  })

  test('needs a reason', async () => {
    const run = await atApprove()
    await expect(run.command('sendBack', 'approve')).rejects.toMatchObject({ code: 'NOTE_MISSING' })
    await expect(run.command('sendBack', 'approve', { note: ' ' })).rejects.toMatchObject({ code: 'NOTE_MISSING' })
  })

  test('is refused where nobody has worked before', async () => {
    const run = await begin(leave)
    await expect(run.command('sendBack', 'draft', { note: 'x' })).rejects.toMatchObject({ code: 'SEND_BACK_NOWHERE' })
    await expect(run.command('sendBack', 'draft', { to: 'aprove', note: 'x' })).rejects.toThrow(
      "Did you mean 'approve'?",
    )
  })

  test('is for who has the task', async () => {
    const run = await atApprove()
    await expect(run.command('sendBack', 'approve', { by: anna, note: 'x' })).rejects.toMatchObject({
      code: 'TASK_NOT_OFFERED',
    })
    await expect(run.command('sendBack', 'approve', { by: ben, note: 'x' })).rejects.toMatchObject({
      code: 'TASK_NOT_ASSIGNED',
    })
  })
})

describe('canceling a task', () => {
  test('lets the join look again', async () => {
    const run = await begin(leave)
    await run.complete('draft', { days: 3 })
    await run.complete('check')
    await run.command('cancel', 'ask', { by: mia, note: 'not needed' })
    expect(run.standing()).toBe('approve')
    expect(run.at('ask')).toMatchObject({ status: 'canceled', reason: 'by hand', endedBy: 'mia' })
  })

  test('the last one ends the process, and reviving it opens it again', async () => {
    const run = await atApprove()
    await run.command('cancel', 'approve', { by: mia })
    expect(run.process).toMatchObject({ status: 'canceled', reason: 'no token left' })
    await run.command('revive', 'approve', { by: mia })
    expect(run.process).toMatchObject({ status: 'running', finishedAt: null, reason: null })
    expect(run.at('approve')).toMatchObject({ status: 'new', audience: { permissions: ['leave.approve'] } })
  })

  test('cannot be revived once its branch has been joined without it', async () => {
    const run = await begin(leave)
    await run.complete('draft', { days: 3 })
    await run.command('cancel', 'ask')
    await run.complete('check')
    await expect(run.command('revive', 'ask')).rejects.toMatchObject({ code: 'BRANCH_CLOSED' })
  })

  test('in a process that somebody canceled, nothing is revived', async () => {
    const run = await begin(leave)
    await run.complete('draft', { days: 3 })
    await run.command('cancel', 'ask')
    await run.cancelProcess()
    await expect(run.command('revive', 'ask')).rejects.toMatchObject({ code: 'PROCESS_ENDED' })
  })
})

describe('skipping', () => {
  test('goes on as if it had been done, and says why', async () => {
    const run = await atApprove()
    await run.command('skip', 'approve', { by: mia, note: 'agreed by phone' })
    expect(run.process.outcome).toBe('done')
    expect(run.at('approve')).toMatchObject({ status: 'canceled', reason: 'skipped' })
    expect(run.event('task.skipped')).toMatchObject({ actor: 'mia', note: 'agreed by phone', data: { to: 'done' } })
  })
  test('needs a reason', async () => {
    await expect((await atApprove()).command('skip', 'approve')).rejects.toMatchObject({ code: 'NOTE_MISSING' })
  })
})

describe('moving', () => {
  test('puts the token to another node', async () => {
    const run = await atApprove()
    await run.command('move', 'approve', { to: 'draft', by: mia })
    expect(run.standing()).toBe('draft')
    expect(run.at('approve')).toMatchObject({ status: 'canceled', reason: 'moved' })
  })
  test.each(['start', 'nowhere', 'drafd'])('not to %s', async (to) => {
    await expect((await atApprove()).command('move', 'approve', { to })).rejects.toMatchObject({ code: 'MOVE_NOWHERE' })
  })
})

describe('reassigning', () => {
  test('is for the owner and for managers', async () => {
    const run = await atApprove()
    await run.assign('approve', { by: ben })
    await expect(run.command('reassign', 'approve', { by: anna, to: anna })).rejects.toMatchObject({
      code: 'TASK_NOT_YOURS',
    })
    await run.command('reassign', 'approve', { by: ben, to: anna, note: 'on holiday' })
    expect(run.at('approve')).toMatchObject({ owner: 'anna', status: 'assigned' })
    expect(run.event('task.assigned', 'approve').data).toMatchObject({ owner: 'anna', formerOwner: 'ben' })
    await run.command('reassign', 'approve', { by: mia, to: ben })
    expect(run.at('approve').owner).toBe('ben')
  })
  test('is refused while it is nobody’s', async () => {
    const run = await atApprove()
    await expect(run.command('reassign', 'approve', { by: mia, to: ben })).rejects.toMatchObject({
      code: 'TASK_NOT_ASSIGNED',
    })
  })
})

describe('a suspended process', () => {
  test('refuses every command to its tasks until it is resumed', async () => {
    const run = await atApprove()
    await run.give({ type: 'suspend', by: mia, note: 'audit' })
    expect(run.event('process.suspended')).toMatchObject({ actor: 'mia', note: 'audit' })
    await expect(run.complete('approve')).rejects.toMatchObject({ code: 'PROCESS_SUSPENDED' })
    await run.give({ type: 'resume', by: mia, note: null })
    await run.complete('approve')
    expect(run.process.status).toBe('done')
  })
  test('can be canceled', async () => {
    const run = await atApprove()
    await run.give({ type: 'suspend', by: null, note: null })
    await run.cancelProcess()
    expect(run.process).toMatchObject({ status: 'canceled', suspendedAt: null })
  })
  test('is suspended once, and resumed once', async () => {
    const run = await atApprove()
    await expect(run.give({ type: 'resume', by: mia, note: null })).rejects.toMatchObject({
      code: 'PROCESS_NOT_SUSPENDED',
    })
    await run.give({ type: 'suspend', by: mia, note: null })
    await expect(run.give({ type: 'suspend', by: mia, note: null })).rejects.toMatchObject({
      code: 'PROCESS_SUSPENDED',
    })
  })
})

test('a failed task is retried: it is entered again', async () => {
  let isBroken = true
  const fragile = flow('fragile', {
    data: z.object({}),
    nodes: (n) => ({
      start: n.start({ fields: [] }).next('pause'),
      pause: n.timer('1 h').next('work'),
      work: n
        .function(() => {
          if (isBroken) throw new Error('no paper')
        })
        .next('done'),
      done: n.end(),
    }),
  })
  const run = await begin(fragile)
  run.wait(60)
  await run.trigger('pause', 'timer')
  await expect(run.command('retry', 'pause')).rejects.toMatchObject({ code: 'TASK_NOT_FAILED' })
  isBroken = false
  await run.command('retry', 'work', { by: actor('Mia', 'fragile.manage') })
  expect(run.process).toMatchObject({ status: 'done', attention: null })
  expect(run.event('task.retried').actor).toBe('mia')
})
