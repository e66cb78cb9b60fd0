/**
 * What is open in a flow, node by node: how much, and the newest of it. Looks at the newest running processes that the
 * actor may see, up to a bound, so that it costs the same however much runs.
 */
import { sql } from 'kysely'
import type { Board, BoardQuery } from '../store.ts'
import { seenProcesses } from './seen-processes.ts'
import type { Session } from './session.ts'
import { selectTaskRows, taskRow } from './task-rows.ts'

// Reads the last committed state; takes no lock.
export async function board(session: Session, { cards, most, ...query }: BoardQuery): Promise<Board> {
  const { build, dialect, all } = session
  const seen = (limit: number) => seenProcesses(session, { ...query, status: 'running' }, { before: null, limit })
  const ranked = build
    .selectFrom(seen(most).as('looked'))
    .innerJoin('handover_process as q', 'q.number', 'looked.number')
    .innerJoin('handover_task as v', 'v.process_id', 'q.id')
    .select([
      'v.id',
      sql<number>`count(*) over (partition by v.node)`.as('tasks'),
      sql<number>`row_number() over (partition by v.node order by v.created_at desc, v.id desc)`.as('place'),
    ])
    .where('q.tenant', '=', query.tenant)
    .where('v.finished_at', 'is', null)
  const rows = await all(
    selectTaskRows(build)
      .innerJoin(ranked.as('ranked'), 'ranked.id', 't.id')
      .select(['ranked.tasks', 'ranked.place'])
      .where('ranked.place', '<=', cards)
      .orderBy('t.node')
      .orderBy('ranked.place'),
  )
  const [looked] = await all(build.selectFrom(seen(most + 1).as('looked')).select(sql<number>`count(*)`.as('count')))
  const processes = Number(looked!['count'])
  return {
    processes: Math.min(processes, most),
    isCut: processes > most,
    columns: columnsOf(rows.map((row) => ({ task: taskRow(row, dialect), tasks: Number(row['tasks']) }))),
  }
}

function columnsOf(rows: readonly { readonly task: Board['columns'][number]['newest'][number]; tasks: number }[]) {
  const nodes = [...new Set(rows.map(({ task }) => task.node))]
  return nodes.map((node) => {
    const here = rows.filter(({ task }) => task.node === node)
    return { node, tasks: here[0]!.tasks, newest: here.map(({ task }) => task) }
  })
}
