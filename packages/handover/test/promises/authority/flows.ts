/** Two like flows with something for every command, and a third that both call: rights in one are none in another. */
import { artifact, flow } from 'handover'
import { z } from 'zod'

/** The application's own table: records go while processes are about them. */
export const docks = new Map<string, { gates: number }>()
const dock = artifact('dock', {
  schema: z.object({ gates: z.number().int() }),
  create: (_tx, values) => {
    const id = `dock-${docks.size + 1}`
    docks.set(id, values)
    return id
  },
  load: (_tx, id) => docks.get(id),
  update: (_tx, id, values) => void docks.set(id, { ...docks.get(id)!, ...values }),
})

const names = z.array(z.string()).optional()
const audience = { permissions: names, groups: names, users: names, except: names }
export type Offer = { readonly [K in keyof typeof audience]?: readonly string[] | undefined }

const offered = ({ process }: { readonly process: { readonly data: Offer } }): object => {
  const { permissions, groups, users, except } = process.data
  const named = Object.entries({ permissions, groups, users, except })
  return Object.fromEntries(named.filter(([, each]) => each !== undefined))
}

/** Called by the others: has work of its own, for people of its own. */
const errand = flow('errand', {
  data: z.object({}),
  nodes: (n) => ({
    start: n.startHandle(z.object({}), () => ({})).next('carry'),
    carry: n.view({ fields: [] }).permission('errand.work').next('done'),
    done: n.end(),
  }),
})

const fields = ['permissions', 'groups', 'users', 'except'] as const

/** Jobs of these processes fail. */
export const broken = { isOn: false }

const like = (name: 'east' | 'west') =>
  flow(name, {
    data: z.object(audience),
    nodes: (n) => ({
      start: n
        .start({ fields: [...fields] })
        .permission(`${name}.start`)
        .next('prepare'),
      byGroup: n
        .start({ fields: [...fields] })
        .available((by) => by.groups?.includes('g0') === true)
        .next('prepare'),
      atDock: n.start({ create: dock }).permission(`${name}.start`).next('widen'),
      widen: n
        .view({ update: dock, fields: ['gates'] })
        .permission(`${name}.work`)
        .next('prepare'),
      prepare: n.view({ fields: [] }).offer(offered).next('check'),
      check: n
        .view({ fields: [] })
        .assign(() => 'u1')
        .next('fork'),
      fork: n
        .split()
        .next('vote', { each: () => ['left', 'right'] })
        .next('pay')
        .next('print')
        .next('send')
        .next('collect'),
      vote: n.item(z.string()).view({ fields: [] }).offer(offered).next('both'),
      pay: n
        .handle(z.object({ amount: z.number() }), () => {})
        .permission(`${name}.pay`)
        .next('both'),
      print: n
        .job(
          () => {
            if (broken.isOn) throw new Error('The printer is out of paper.')
          },
          { retries: 0 },
        )
        .next('both'),
      send: n.subprocess(errand, { start: 'start', input: () => ({}) }).next('both'),
      collect: n.catchMessage(`${name}.collected`, z.object({}), { key: (visit) => visit.process.id }).next('both'),
      both: n.join().next('last'),
      last: n.view({ fields: [] }).permission(`${name}.work`).next('done'),
      done: n.end(),
    }),
  })
export const flows = [like('east'), like('west'), errand]
