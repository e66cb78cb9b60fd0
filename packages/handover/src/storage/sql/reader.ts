/** All that pages read, over one session. */
import type { Reader, TaskList } from '../store.ts'
import { archive } from './archive.ts'
import { board } from './board.ts'
import { children } from './children.ts'
import { countProcesses } from './count-processes.ts'
import { countTasks } from './count-tasks.ts'
import { definitions } from './definitions.ts'
import { findProcess } from './find-process.ts'
import { findTask, tasksOf } from './find-task.ts'
import { halts } from './halts.ts'
import { history } from './history.ts'
import { inbox } from './inbox.ts'
import { isInvolved } from './is-involved.ts'
import { latestTasks } from './latest-tasks.ts'
import { listProcesses } from './list-processes.ts'
import { pageOfOwn } from './own-tasks.ts'
import { queue } from './queue.ts'
import type { Session } from './session.ts'
import { runningFlows } from './running-flows.ts'
import { running, standing } from './standing.ts'
import { startedWith } from './started-with.ts'
import { troubles } from './troubles.ts'

const lists: Record<TaskList, typeof queue> = {
  inbox: (session, query) => pageOfOwn(inbox, session, query),
  queue,
  archive: (session, query) => pageOfOwn(archive, session, query),
}

export function readerOf(session: Session): Reader {
  return {
    tasks: (query) => lists[query.list](session, query),
    countTasks: (query, most) => countTasks(session, query, most),
    task: (id) => findTask(session, id),
    processes: (query) => listProcesses(session, query),
    process: (id) => findProcess(session, id),
    tasksOf: (process) => tasksOf(session, process),
    history: (process, page) => history(session, process, page),
    isInvolved: (process, actor) => isInvolved(session, process, actor),
    startedWith: (tenant, flow, key) => startedWith(session, { tenant, flow, key }),
    children: (task) => children(session, task),
    standing: (flow) => standing(session, flow),
    running: (flow, page) => running(session, flow, page),
    runningFlows: () => runningFlows(session),
    definitions: (flow) => definitions(session, flow),
    countProcesses: (query, counting) => countProcesses(session, query, counting),
    latestTasks: (processes) => latestTasks(session, processes),
    troubles: (processes) => troubles(session, processes),
    halts: (processes) => halts(session, processes),
    board: (query) => board(session, query),
  }
}
