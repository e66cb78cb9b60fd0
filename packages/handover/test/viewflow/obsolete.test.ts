/** A node that is gone, as Viewflow's stand-in for it shows it. `docs/from-viewflow.md` leads here. */
import { flow } from 'handover'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { open } from '../driver.ts'
import { databases } from '../promises/databases.ts'
import { lastTask } from './last-task.ts'

describe.each(databases)('a node that the definition does not have any more, on %s', (database) => {
  const asking = (nodes: 'old' | 'new') =>
    flow('asking', {
      data: z.object({}),
      version: nodes === 'old' ? 1 : 2,
      nodes: (n) => ({
        start: n.startHandle(z.object({}), () => ({})).next(nodes === 'old' ? 'ask' : 'look'),
        [nodes === 'old' ? 'ask' : 'look']: n.view({ fields: [] }).next('done'),
        done: n.end(),
      }),
    })

  it('leaves its tasks visible: they are canceled or moved, and nothing else', async () => {
    const first = await open({ flows: [asking('old')], database })
    try {
      const [canceled, moved] = [await first.start('asking', 'start', {}), await first.start('asking', 'start', {})]
      const second = await open({ flows: [asking('new')], database: first.place })
      const task = await lastTask(second, canceled, 'ask')
      await expect(second.command(task, 'complete', { input: {} })).rejects.toMatchObject({ code: 'TASK_OBSOLETE' })
      await second.command(task, 'cancel')
      await second.command(await lastTask(second, moved, 'ask'), 'move', { to: 'look' })
      expect(await lastTask(second, moved, 'look')).toMatchObject({ status: 'new' })
      await second.close()
    } finally {
      await first.close()
    }
  })
})
