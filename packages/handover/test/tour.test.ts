/** The tour is no sketch: its flows run, on both databases. */
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { isHandoverError, type Actor } from 'handover'
import { open, type Driver } from './driver.ts'
import { databases } from './promises/databases.ts'
import * as tour from './tour.ts'

const anna: Actor = {
  id: 'anna',
  name: 'Anna',
  permissions: ['hello.start', 'hello-world.approve', 'hello-world.manage'],
}

describe.each(databases)('the tour, on %s', (database) => {
  beforeEach(() => void vi.spyOn(console, 'log').mockImplementation(() => {}))
  const flows = [tour.helloWorld, tour.shipping]
  const touring = async (body: (driver: Driver) => Promise<void>) => {
    const driver = await open({ flows, database })
    try {
      await body(driver)
    } finally {
      await driver.close()
    }
  }

  test('a greeting is approved and sent', () =>
    touring(async (driver) => {
      await tour.greet(driver.handover, anna)
      await driver.idle()
      const { items } = await driver.handover.processes.list({ flow: tour.helloWorld })
      expect(items[0]).toMatchObject({ status: 'done', outcome: 'sent', data: { approved: true } })
      expect(items[0]!.data.sentAt).toMatch(/^\d{4}-/)
    }))

  test('nobody answers for three days: a reminder, and the task goes on', () =>
    touring(async (driver) => {
      const { id } = await driver.start('hello-world', 'start', { message: 'Hello' }, { by: anna })
      await driver.advanceClock('3 days')
      expect(await driver.tasks({ process: id, node: 'reminded', status: 'done' })).toHaveLength(1)
      expect(await driver.tasks({ process: id, node: 'approve', status: 'new' })).toHaveLength(1)
    }))

  test('a refused greeting is reworked by who started it', () =>
    touring(async (driver) => {
      const { id } = await driver.start('hello-world', 'start', { message: 'Hello' }, { by: anna })
      const [approve] = await driver.tasks({ process: id, node: 'approve' })
      await driver.command(approve!, 'complete', { input: { approved: false } })
      expect((await driver.tasks({ process: id, node: 'rework' }))[0]!.owner).toMatchObject({ id: 'anna' })
    }))

  test('a shipment goes through every kind of the tour', () =>
    touring(async (driver) => {
      const work = async (process: string) => {
        const complete = async (node: string, input: unknown) => {
          const [task] = await driver.tasks({ process, node, status: 'new' })
          await driver.command(task!, 'complete', { input })
        }
        await complete('pack', { parcels: 2 })
        await complete('noteFirst', { note: 'fragile' })
        await driver.advanceClock('1 min')
        await driver.advanceClock('1 min')
        const [child] = (await driver.handover.processes.list({ flow: tour.helloWorld })).items
        const [approve] = await driver.tasks({ process: child!.id, node: 'approve' })
        await driver.command(approve!, 'complete', { input: { approved: true } })
        await driver.idle()
      }
      const id = await tour.ship(driver.handover, anna, work)
      expect(await driver.process(id)).toMatchObject({ status: 'done', outcome: 'done', data: { board: ['fragile'] } })
      const labels = await driver.tasks({ process: id, node: 'label', status: 'done' })
      expect(labels.map(({ item }) => item)).toEqual([1, 2, 3])
    }))

  test('is about a record of the application', () =>
    touring(async (driver) => {
      const parcel = { address: 'Dock 1', parcels: 1, value: 10 }
      const { id } = await driver.start('shipping', 'start', parcel)
      expect((await driver.tasks({ process: id })).map(({ node }) => node)).not.toContain('ballot')
      expect((await driver.process(id)).artifact).toEqual({ type: 'shipment', id: expect.stringMatching(/^S\d/) })
    }))

  test('what the compiler refuses is refused at run time too', () =>
    touring(async (driver) => {
      const codes = await Promise.all(
        [tour.dangling, tour.noField, tour.empty].map(async (define) => {
          try {
            return define().name
          } catch (refusal) {
            return isHandoverError(refusal) ? refusal.code : refusal
          }
        }),
      )
      expect(codes).toEqual(['FLOW_INVALID', 'FLOW_INVALID', 'FLOW_INVALID'])
      // These two nobody but the compiler can know.
      expect([tour.wrongChild, tour.wrongOption].map((define) => define().name)).toEqual([
        'wrong-child',
        'wrong-option',
      ])
      await expect(tour.refusedCalls(driver.handover)).rejects.toMatchObject({ code: 'INPUT_INVALID' })
    }))
})
