import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { flow, go, kind, wait, type Actor } from '../../index.ts'
import { actor, begin, type Driven } from '../../../test/drive-engine.ts'

/** Work of people that wakes when it is due, or at another moment. */
const alarmed = (name: string, wake: string) =>
  kind({
    kind: name,
    role: 'human',
    enter: () => wait({ status: 'new', audience: {}, due: '2030-01-02T09:00:00.000Z', wake }),
    receive: () => go(),
  })
const whenDue = alarmed('test.whenDue', '2030-01-02T09:00:00.000Z')
const before = alarmed('test.before', '2030-01-01T21:00:00.000Z')

const trip = flow('trip', {
  data: z.object({}),
  nodes: (n) => ({
    start: n.start({ fields: [] }).next('fork'),
    fork: n.split().next('rest').next('pack').next('call').next('warn').next('remind'),
    rest: n.timer('3 h').next('ready'),
    pack: n.view({ fields: [] }).due('1 day').onTimeout('1 day', 'late', { interrupting: false }).next('ready'),
    late: n.end(),
    call: n.catchMessage('taxi', z.object({})).next('ready'),
    warn: n.use(whenDue, {}).next('ready'),
    remind: n.use(before, {}).next('ready'),
    ready: n.join().next('done'),
    done: n.end(),
  }),
})
const boss = actor('Boss', 'trip.manage')
const at = '2030-01-05T10:00:00.000Z'
const move = (run: Driven, node: string, by: Actor | null = boss, time = at) =>
  run.give({ type: 'reschedule', task: run.at(node).id, by, note: 'rain', at: time })

describe('another time', () => {
  test('is that of the named task alone', async () => {
    const run = await begin(trip)
    const others = (node: string) => run.snapshot.tasks.filter((task) => task.node !== node)
    for (const node of ['rest', 'pack', 'pack__timeout']) {
      const was = others(node)
      await move(run, node)
      expect(others(node)).toEqual(was)
    }
    expect([run.at('rest').waits, run.at('pack').dueAt, run.at('pack__timeout').waits]).toEqual([
      { wake: at },
      at,
      { wake: at },
    ])
  })

  test('is a duration from when the command is given, too', async () => {
    const run = await begin(trip)
    await move(run, 'rest', boss, '2 days')
    expect(run.at('rest').waits!.wake).toBe(new Date(Date.parse(run.context().now) + 2 * 86_400_000).toISOString())
  })

  test('stands in the history: from when to when, by whom, why', async () => {
    const run = await begin(trip)
    const was = run.at('rest').waits!.wake!
    await move(run, 'rest')
    expect(run.events.at(-1)).toMatchObject({
      type: 'task.rescheduled',
      actor: 'boss',
      note: 'rain',
      from: 'scheduled',
      to: 'scheduled',
      data: { formerDueAt: was, dueAt: at },
    })
  })

  test('moves the alarm of work that wakes when it is due, and no other', async () => {
    const run = await begin(trip)
    for (const node of ['warn', 'remind']) await move(run, node)
    expect([run.at('warn').dueAt, run.at('warn').waits]).toEqual([at, { wake: at }])
    expect([run.at('remind').dueAt, run.at('remind').waits]).toEqual([at, { wake: '2030-01-01T21:00:00.000Z' }])
  })

  test('that has passed is due: a timer may fire', async () => {
    const run = await begin(trip)
    await expect(run.trigger('rest', 'timer')).rejects.toMatchObject({ code: 'TRIGGER_STALE' })
    await move(run, 'rest', boss, '2020-01-01')
    await run.trigger('rest', 'timer')
    expect(run.at('rest').status).toBe('done')
  })

  test('is worked out anew when the task is done again', async () => {
    const run = await begin(trip)
    await move(run, 'rest')
    await run.give({ type: 'cancel', task: run.at('rest').id, by: boss, note: null })
    await run.give({ type: 'revive', task: run.at('rest').id, by: boss, note: null })
    expect(run.at('rest').waits!.wake).toBe(new Date(Date.parse(run.context().now) + 3 * 3_600_000).toISOString())
  })
})

describe('is refused', () => {
  const code = (refused: string) => ({ code: refused })

  test('to who does not manage the flow, also the owner of the work', async () => {
    const run = await begin(trip)
    const anna = actor('Anna')
    await run.assign('pack', {}, anna)
    for (const node of ['rest', 'pack', 'pack__timeout'])
      await expect(move(run, node, anna)).rejects.toMatchObject(code('PERMISSION_MISSING'))
  })

  test('where nothing waits for a moment', async () => {
    const run = await begin(trip)
    await expect(move(run, 'call')).rejects.toMatchObject(code('COMMAND_UNFIT'))
  })

  test('when the task has ended, or its process is held', async () => {
    const run = await begin(trip)
    await run.give({ type: 'skip', task: run.at('rest').id, to: null, by: boss, note: 'x' })
    await expect(move(run, 'rest')).rejects.toMatchObject(code('TASK_ENDED'))
    await run.give({ type: 'suspend', by: boss, note: null })
    await expect(move(run, 'pack')).rejects.toMatchObject(code('PROCESS_SUSPENDED'))
  })

  test.each(['soon', '9000 years'])('when it cannot be read (%s), and says what can', async (time) => {
    const run = await begin(trip)
    const was = run.snapshot
    await expect(move(run, 'rest', boss, time)).rejects.toMatchObject({
      code: 'OPTION_INVALID',
      message: expect.stringMatching(/The option at is .*(soon|9000 years).*a duration from now such as '2 days'/),
    })
    expect(run.snapshot).toBe(was)
  })
})
