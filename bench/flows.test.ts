import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createHandover, type Handover } from 'handover'
import { sqliteStore } from 'handover/sqlite'
import { finishOne, flows } from './flows.ts'
import { measure } from './run.ts'

const folder = mkdtempSync(join(tmpdir(), 'handover-bench-test-'))
let handover: Handover

beforeAll(async () => {
  handover = await createHandover({ flows, store: sqliteStore({ file: join(folder, 'flows.db') }), migrate: true })
})
afterAll(async () => {
  await handover.close()
  rmSync(folder, { recursive: true })
})

describe('what is measured', () => {
  const tasks = { hello: 4, approval: 4, parallel: 14 }
  test.each(Object.entries(tasks))(
    '%s leaves %i tasks, each with two events or more, in a process that is done',
    async (name, count) => {
      await finishOne[name]!(handover)
      const [process] = (await handover.processes.list({ flow: flows.find((flow) => flow.name === name)! })).items
      const visited = await handover.processes.tasks(process!.id)
      const history = await handover.processes.history(process!.id)
      expect(process!.status).toBe('done')
      expect(visited.map((task) => task.status)).toEqual(Array(count).fill('done'))
      for (const task of visited)
        expect(history.filter((event) => event.task === task.id).length).toBeGreaterThanOrEqual(2)
    },
  )

  test('the figures stand beside the floor of the same run', async () => {
    const place = { url: '', folder, close: async () => {} }
    const measured = await measure({ flow: 'hello', database: 'sqlite', concurrency: 1, count: 20 }, place)
    expect(measured).toMatchObject({ flow: 'hello', database: 'sqlite', concurrency: 1 })
    expect(measured.ratio).toBeCloseTo(measured.perSecond / measured.floorPerSecond, 1)
  })
})
