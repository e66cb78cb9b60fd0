/** Processes that are started in the action of the one that calls them. */
import { describe, expect, it, onTestFinished } from 'vitest'
import { z } from 'zod'
import { flow, type AnyFlow } from '../index.ts'
import { open } from '../../test/driver.ts'
import { databases } from '../../test/promises/databases.ts'

const child = flow('child', {
  data: z.object({ text: z.string(), seen: z.boolean().default(false) }),
  nodes: (n) => ({
    start: n.startHandle(z.object({ text: z.string().max(9) }), (input) => input).next('isShort'),
    isShort: n
      .if(({ process }) => process.data.text.length < 3)
      .yes('done')
      .no('look'),
    look: n.view({ fields: ['seen'] }).next('done'),
    done: n.end(),
  }),
})
const parent = flow('parent', {
  data: z.object({ text: z.string(), seen: z.boolean().nullable().default(null) }),
  nodes: (n) => ({
    start: n.startHandle(z.object({ text: z.string() }), (input) => input).next('call'),
    wait: n.startHandle(z.object({ text: z.string() }), (input) => input).next('hold'),
    hold: n.view({ fields: ['text'] }).next('call'),
    call: n
      .subprocess(child, {
        start: 'start',
        input: ({ process }) => ({ text: process.data.text }),
        result: (visit, { data }) => void (visit.process.data.seen = data.seen),
      })
      .next('done'),
    done: n.end(),
  }),
})
const stranger = flow('stranger', {
  data: z.object({}),
  nodes: (n) => ({
    start: n.startHandle(z.object({}), () => ({})).next('call'),
    call: n.subprocess(child, { start: 'start', input: () => ({ text: 'a long one' }) }).next('done'),
    done: n.end(),
  }),
})

describe.each(databases)('a called process on %s', (database) => {
  async function server(flows: readonly AnyFlow[] = [parent, child], work = false) {
    const driver = await open({ flows, database, work })
    onTestFinished(() => driver.close())
    const outbox = () => driver.database.selectFrom('handover_outbox').select('kind').execute()
    return { driver, outbox }
  }

  it('begins and waits in the same commit, and knows the task that called it', async () => {
    const { driver, outbox } = await server()
    const process = await driver.start('parent', 'start', { text: 'long' })
    const [call] = await driver.tasks({ process, node: 'call' })
    const [called] = await driver.handover.processes.children(process.id)
    expect(called).toMatchObject({ flow: 'child', status: 'running', parentTask: call!.id, data: { text: 'long' } })
    expect(await driver.tasks({ process: called!, node: 'look' })).toHaveLength(1)
    expect(await outbox()).toEqual([])
  })

  it('that ends at once is answered for at once, and sends no message of its end', async () => {
    const { driver, outbox } = await server()
    const process = await driver.start('parent', 'wait', { text: 'long' })
    const [hold] = await driver.tasks({ process, node: 'hold' })
    await driver.command(hold!, 'complete', { input: { text: 'ok' } })
    expect(await driver.process(process)).toMatchObject({ status: 'done', data: { seen: false } })
    expect(await outbox()).toEqual([])
  })

  it('that ends later tells its caller through the outbox', async () => {
    const { driver, outbox } = await server([parent, child], true)
    const process = await driver.start('parent', 'start', { text: 'long' })
    const [called] = await driver.handover.processes.children(process.id)
    const [look] = await driver.tasks({ process: called!, node: 'look' })
    await driver.command(look!, 'complete', { input: { seen: true } })
    await driver.idle()
    expect(await driver.process(process)).toMatchObject({ status: 'done', data: { seen: true } })
    expect(await outbox()).toEqual([])
  })

  it('whose input does not fit refuses the action of its caller, and leaves nothing', async () => {
    const { driver } = await server()
    const before = await driver.dump()
    await expect(driver.start('parent', 'start', { text: 'far too long' })).rejects.toMatchObject({
      code: 'INPUT_INVALID',
      details: { flow: 'child', node: 'start' },
    })
    expect(await driver.dump()).toEqual(before)
  })

  it('of a flow that is not here is refused by name', async () => {
    const { driver } = await server([stranger])
    await expect(driver.start('stranger', 'start', {})).rejects.toMatchObject({
      code: 'FLOW_UNKNOWN',
      details: { flow: 'child', caller: 'stranger.call' },
    })
  })

  it('is shown only to those who may see it', async () => {
    const { driver } = await server()
    const anna = { id: 'anna', name: 'Anna', permissions: ['parent.view'] }
    const process = await driver.start('parent', 'start', { text: 'long' }, { by: anna })
    const [called] = await driver.handover.processes.children(process.id)
    const [look] = await driver.tasks({ process: called!, node: 'look' })
    await driver.command(look!, 'assign', { to: 'ben' })
    const ben = { id: 'ben', name: 'Ben', permissions: [] }
    const seen = await driver.handover.processes.children(process.id, { by: anna })
    expect(seen).toEqual([])
    await expect(driver.handover.processes.children(process.id, { by: ben })).rejects.toMatchObject({
      code: 'PROCESS_NOT_FOUND',
    })
  })
})
