/** Mistakes that everybody makes once: each is answered with the value, the place and the next step. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { createHandover, flow, type Actor, type Handover } from '../src/index.ts'
import { postgresStore } from '../src/storage/postgres.ts'
import { sqliteStore } from '../src/storage/sqlite.ts'

const data = z.object({ days: z.int().min(1).max(30), approved: z.boolean().default(false) })
const leave = flow('leave-request', {
  data,
  nodes: (n) => ({
    start: n.start({ fields: ['days'] }).next('approve'),
    approve: n
      .view({ fields: ['approved'] })
      .permission('approve')
      .next('done'),
    done: n.end(),
  }),
})
const claim = flow('claim', {
  data,
  nodes: (n) => ({
    start: n.start({ fields: ['days'] }).next('check'),
    check: n.view({ fields: ['approved'] }).next('done'),
    done: n.end(),
  }),
})
const anna: Actor = { id: 'anna', name: 'Anna Weber', permissions: [] }
const ben: Actor = { id: 'ben', name: 'Ben Adler', permissions: ['approve'] }
const maria: Actor = { id: 'maria', name: 'Maria Novak', permissions: ['approve'] }

const folder = mkdtempSync(join(tmpdir(), 'handover-mistakes-'))
let handover: Handover

beforeAll(async () => {
  handover = await createHandover({
    flows: [leave, claim],
    store: sqliteStore({ file: join(folder, 'app.db') }),
    migrate: true,
  })
})
afterAll(async () => {
  await handover.close()
  rmSync(folder, { recursive: true })
})

describe('a mistake is answered with the value, the place and the next step', () => {
  test('a wrong target', () => {
    const define = () =>
      flow('typo', {
        data,
        nodes: (n) => ({ start: n.start({ fields: ['days'] }).next('aprove'), approve: n.end() }) as never,
      })
    expect(define).toThrow(
      "FLOW_UNKNOWN_NODE: Flow 'typo': 'start' leads to 'aprove', which does not exist. Did you mean 'approve'?",
    )
  })

  test('a wrong field', () => {
    const define = () =>
      flow('typo', {
        data,
        nodes: (n) => ({ start: n.start({ fields: ['day'] as never }).next('done'), done: n.end() }),
      })
    expect(define).toThrow(
      "FLOW_UNKNOWN_FIELD: Flow 'typo': 'start' asks for the field 'day', which the data does not have. Did you mean 'days'?",
    )
  })

  test('a missing migration', async () => {
    const store = sqliteStore({ file: join(folder, 'empty.db') })
    await expect(createHandover({ flows: [leave], store })).rejects.toThrow(
      /STORE_NOT_MIGRATED: .*empty\.db.*handover migrate/,
    )
    await store.close()
  })

  test('an unknown task id', async () => {
    const id = '00000000-0000-7000-8000-000000000000'
    await expect(handover.complete(leave, 'approve', id, { approved: true })).rejects.toThrow(
      `TASK_NOT_FOUND: There is no task '${id}', or you may not see it. Take the id from a list of tasks`,
    )
  })

  test("completing another's task", async () => {
    const task = await startedTask()
    await task.do('assign', { by: maria })
    await expect(handover.complete(leave, 'approve', task.id, { approved: true }, { by: ben })).rejects.toThrow(
      /TASK_ALREADY_ASSIGNED: Maria Novak took 'Approve' at 20.*Ask for it to be given back/,
    )
    await expect(handover.complete(leave, 'approve', task.id, { approved: true }, { by: anna })).rejects.toThrow(
      /TASK_NOT_YOURS: You may see 'Approve', but it is Maria Novak's task\. Ask Maria Novak/,
    )
  })

  test('completing twice', async () => {
    const task = await startedTask()
    await task.do('assign', { by: ben })
    await task.do('complete', { by: ben, input: { approved: true } })
    await expect(task.do('complete', { by: ben, input: { approved: false } })).rejects.toThrow(
      /TASK_ENDED: Ben Adler completed 'Approve' at 20.*Nothing was overwritten/,
    )
  })

  test('an invalid form', async () => {
    await expect(handover.start(leave, 'start', { days: 31 })).rejects.toThrow(
      /INPUT_INVALID: Flow 'leave-request': 'start' refuses its input: 'days' .*30.*\(got 31\)\. Correct the named fields; nothing has been stored\./,
    )
  })

  test('a task of another flow', async () => {
    const task = await startedTask()
    await expect(handover.complete(claim, 'check', task.id, { approved: true })).rejects.toThrow(
      `TASK_OF_OTHER_FLOW: Task '${task.id}' belongs to flow 'leave-request', not to 'claim'. Complete it with the flow 'leave-request'.`,
    )
  })

  test('a process of another flow', async () => {
    const { id } = await handover.start(leave, 'start', { days: 3 })
    await expect(handover.processes.get(id, { flow: claim })).rejects.toThrow(
      `PROCESS_OF_OTHER_FLOW: Process '${id}' belongs to flow 'leave-request', not to 'claim'.`,
    )
    expect((await handover.processes.get(id, { flow: leave })).data.days).toBe(3)
  })

  test('a command that does not exist', async () => {
    const task = await startedTask()
    expect(() => task.can('asign' as never, ben)).toThrow(/COMMAND_UNKNOWN: .*'asign'.*Did you mean 'assign'\?/)
    const process = await handover.processes.get(task.process.id)
    expect(() => process.can('explode' as never, ben)).toThrow(/COMMAND_UNKNOWN: .*'explode'/)
  })

  test('giving a task to somebody else without the right is foretold as it is refused', async () => {
    const task = await startedTask()
    const permit = task.can('assign', ben, { to: 'maria' })
    expect(permit).toMatchObject({ allowed: false, code: 'PERMISSION_MISSING' })
    await expect(task.do('assign', { by: ben, to: 'maria' })).rejects.toMatchObject({ code: 'PERMISSION_MISSING' })
  })

  test('options that a kind cannot read', () => {
    const wrong = { start: ['startHandle', z.object({})], look: ['view'], ask: ['if'], work: ['function'] } as const
    for (const [name, [kind, ...options]] of Object.entries(wrong)) {
      const define = () => flow('odd', { data, nodes: (n: any) => ({ [name]: n[kind](...options) }) as never })
      expect(define).toThrow(new RegExp(`FLOW_BAD_OPTION: Flow 'odd': '${name}'`))
    }
    const unnamed = () =>
      flow('odd', {
        data,
        nodes: (n) => ({
          start: n
            .start({ fields: ['days'] })
            .permission('')
            .next('done'),
          done: n.end(),
        }),
      })
    expect(unnamed).toThrow("FLOW_BAD_OPTION: Flow 'odd': 'start': its permission is ''.")
  })

  test('a server without database', async () => {
    const store = postgresStore({ url: 'postgres://app:secret@127.0.0.1:1/app' })
    const refused = await createHandover({ flows: [leave], store }).catch((failure: Error) => failure.message)
    expect(refused).toMatch(
      /STORE_UNREACHABLE: The database at postgres:\/\/.*127\.0\.0\.1:1\/app cannot be reached: .*Start it, or correct the address\./,
    )
    expect(refused).not.toContain('secret')
    await store.close()
  })
})

async function startedTask() {
  const process = await handover.start(leave, 'start', { days: 3 }, { by: anna })
  return process.tasks.find((task) => task.node === 'approve')!
}
