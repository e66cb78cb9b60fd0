/** The three flows that the promises about speed are measured with. */
import { z } from 'zod'
import { flow, type Actor, type Handover } from 'handover'

const data = z.object({ message: z.string(), approved: z.boolean().default(false) })
const input = z.object({ message: z.string() })

/** startHandle → function → if → end: four tasks, one action. */
const hello = flow('hello', {
  data,
  nodes: (n) => ({
    start: n.startHandle(input, ({ message }) => ({ message })).next('say'),
    say: n.function((visit) => void visit.process.data.message.length).next('check'),
    check: n
      .if((visit) => visit.process.data.message !== '')
      .yes('done')
      .no('nothing'),
    done: n.end(),
    nothing: n.end(),
  }),
})

/** startHandle → view (assign, then complete) → if → end: four tasks, three actions. */
const approval = flow('approval', {
  data,
  nodes: (n) => ({
    start: n.startHandle(input, ({ message }) => ({ message })).next('approve'),
    approve: n
      .view({ fields: ['approved'] })
      .permission('approve')
      .next('check'),
    check: n
      .if((visit) => visit.process.data.approved)
      .yes('done')
      .no('refused'),
    done: n.end(),
    refused: n.end(),
  }),
})

/** startHandle → split to ten functions → join → end: fourteen tasks, one action. */
const parallel = flow('parallel', {
  data,
  nodes: (n) => {
    const work = () => n.function(() => {}).next('join')
    return {
      start: n.startHandle(input, ({ message }) => ({ message })).next('fork'),
      fork: n
        .split()
        .next('f0')
        .next('f1')
        .next('f2')
        .next('f3')
        .next('f4')
        .next('f5')
        .next('f6')
        .next('f7')
        .next('f8')
        .next('f9'),
      f0: work(),
      f1: work(),
      f2: work(),
      f3: work(),
      f4: work(),
      f5: work(),
      f6: work(),
      f7: work(),
      f8: work(),
      f9: work(),
      join: n.join().next('done'),
      done: n.end(),
    }
  },
})

export const flows = [hello, approval, parallel] as const

const ben: Actor = { id: 'ben', name: 'Ben', permissions: ['approve'] }

/** Brings one process of each flow from its start to its end, through the public API. */
export const finishOne: Readonly<Record<string, (handover: Handover) => Promise<unknown>>> = {
  hello: (handover) => handover.start(hello, 'start', { message: 'hello' }),
  parallel: (handover) => handover.start(parallel, 'start', { message: 'hello' }),
  async approval(handover) {
    const process = await handover.start(approval, 'start', { message: 'hello' })
    const task = process.tasks.find(({ node }) => node === 'approve')!
    await task.do('assign', { by: ben })
    await handover.complete(approval, 'approve', task.id, { approved: true }, { by: ben })
  },
}
