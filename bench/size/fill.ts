/** A database with so many open and finished tasks. */
import pg from 'pg'
import { createHandover, type Handover } from 'handover'
import { postgresStore } from 'handover/postgres'
import { writeCopies } from './copies.ts'
import { boss, flows, person, request } from './flows.ts'

export interface Amount {
  readonly open: number
  readonly finished: number
  /** Who share them; as many as have full lists of open ones if it is left out. */
  readonly people?: number
}

/** Whose lists are measured has so many open tasks: they are as full wherever that is. */
const perPerson = 100
/** Of those that are open, the others are offered. */
const assigned = 0.4
/** Tasks of a finished request, and of an open one that are done. */
const [whole, begun] = [5, 1]

export const peopleFor = (open: number): number => Math.ceil((open * assigned) / perPerson)

export async function fill(url: string, { open, finished, people = peopleFor(open) }: Amount): Promise<void> {
  const handover = await createHandover({ flows, store: postgresStore({ url }), migrate: true, work: false })
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const templates = await makeTemplates(handover)
    const mine = Math.round(open * assigned)
    await client.query('set synchronous_commit = off')
    await writeCopies(
      client,
      [
        { process: templates.finished, copies: Math.max(1, Math.round((finished - open * begun) / whole)) },
        { process: templates.assigned, copies: mine, ofFirst: perPerson },
        { process: templates.offered, copies: open - mine },
      ],
      people,
    )
    await client.query('vacuum (analyze)')
    await client.query('checkpoint')
  } finally {
    await client.end()
    await handover.close()
  }
}

/** One of each sort, by the commands that people give. */
async function makeTemplates(handover: Handover): Promise<Record<'finished' | 'assigned' | 'offered', string>> {
  const ben = person(0)
  const start = () => handover.start(request, 'start', { subject: 'Request #', amount: 7, group: 'g0' }, { by: ben })
  const [finished, assigned, offered] = [await start(), await start(), await start()]
  const openTask = async (process: { readonly id: string }) =>
    (await handover.processes.tasks(process.id)).find(({ finishedAt }) => finishedAt === null)!
  await (await openTask(assigned)).do('assign', { by: ben })
  for (const by of [ben, boss]) {
    const task = await openTask(finished)
    await task.do('assign', { by })
    await (await openTask(finished)).do('complete', { by, input: { approved: true } })
  }
  return { finished: finished.id, assigned: assigned.id, offered: offered.id }
}
