/**
 * Where the running processes of a flow stand, and the processes themselves. For checking a new definition, which
 * happens now and then: both walk the partial index on what is not done, whatever its flow.
 */
import { sql, type Expression, type SqlBool } from 'kysely'
import type { ProcessState } from '../../engine/snapshot.ts'
import type { Page, PageQuery, Reader } from '../store.ts'
import { fromRow, processColumns } from './columns.ts'
import { selectProcesses } from './find-process.ts'
import { limitOf, pageOf, positionOf } from './page.ts'
import type { Session } from './session.ts'

type Standing = Awaited<ReturnType<Reader['standing']>>

// Reads the last committed state; takes no lock.
export async function standing({ build, all }: Session, flow: string): Promise<Standing> {
  const rows = await all(
    build
      .selectFrom('handover_process as p')
      .innerJoin('handover_task as t', 't.process_id', 'p.id')
      .select(({ fn }) => ['t.node', 'p.version', fn.countAll().as('tasks'), fn.min('p.number').as('example')])
      .where('p.flow', '=', flow)
      .where('t.finished_at', 'is', null)
      .where(isRunning())
      .groupBy(['t.node', 'p.version'])
      .orderBy('t.node')
      .orderBy('p.version'),
  )
  return rows.map(({ node, version, tasks, example }) => ({
    node: String(node),
    version: Number(version),
    tasks: Number(tasks),
    example: Number(example),
  }))
}

// Reads the last committed state; takes no lock.
export async function running(
  { build, dialect, all }: Session,
  flow: string,
  query: PageQuery,
): Promise<Page<ProcessState>> {
  const limit = limitOf(query)
  const after = positionOf(query, isNumberedOfTenant)
  const rows = await all(
    selectProcesses(build)
      .where('p.flow', '=', flow)
      .where(isRunning())
      .$if(after !== null, (select) =>
        select.where(sql<boolean>`(p.tenant, p.status, p.number) > (${after![0]}, 'running', ${after![1]})`),
      )
      .orderBy('p.tenant')
      .orderBy('p.status')
      .orderBy('p.number')
      .limit(limit + 1),
  )
  const processes = rows.map((row) => fromRow<ProcessState>(processColumns, row, dialect.decode))
  return pageOf(processes, limit, ({ tenant, number }) => [tenant, number])
}

// Said as it stands in the partial index, which is else not seen to hold them.
const isRunning = (): Expression<SqlBool> => sql<boolean>`p.status = 'running' and p.status <> 'done'`

const isNumberedOfTenant = (value: unknown): value is readonly [tenant: string, number: number] =>
  Array.isArray(value) && value.length === 2 && typeof value[0] === 'string' && Number.isSafeInteger(value[1])
