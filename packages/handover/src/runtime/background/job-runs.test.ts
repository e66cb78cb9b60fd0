import { flow, type Job } from 'handover'
import { createTestHandover } from 'handover/testing'
import { expect, test, vi } from 'vitest'
import { z } from 'zod'

test('a body that goes on telling how far it is when it is over is not heard any more', async () => {
  let tell: Job<object>['progress'] = () => {}
  const slow = flow('slow', {
    data: z.object({}),
    nodes: (n) => ({
      start: n.startHandle(z.object({}), () => ({})).next('work'),
      work: n.job(({ progress }) => void (tell = progress)).next('done'),
      done: n.end(),
    }),
  })
  await using made = await createTestHandover({ flows: [slow] })
  const { handover, store } = made
  await handover.start(slow, 'start', {})
  await handover.idle()
  const told = vi.spyOn(store.outbox, 'tell')
  tell(0.5, 'half way')
  await new Promise((resolve) => setTimeout(resolve, 500))
  expect(told).not.toHaveBeenCalled()
})
