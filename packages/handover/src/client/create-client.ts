import { changes, type LiveEvent } from './live.ts'
import { at, request, urlOf, type CallOptions, type ClientOptions, type WriteOptions } from './request.ts'
import type {
  Accepted,
  Bulk,
  BulkBody,
  CommandBodies,
  Flow,
  FlowDetail,
  HistoryEvent,
  Incident,
  ListedTask,
  Me,
  MessageBody,
  NoteBody,
  Page,
  Person,
  Process,
  ProcessDetail,
  ProcessStatus,
  SignalBody,
  StartBody,
  StartForm,
  Task,
  TaskCommand,
  TaskCounts,
  TaskDetail,
  TaskListName,
} from '../http/wire.ts'
import type { Board, ListedProcess, ProcessCounts } from '../http/wire-lists.ts'

export interface ListQuery {
  readonly limit?: number | undefined
  /** The `next` of the page before. */
  readonly cursor?: string | null | undefined
}
/** What a list of tasks is narrowed by. */
export interface TaskFilters {
  readonly flow?: string | undefined
  /** One of the nodes of `flow`. */
  readonly node?: string | undefined
  /** The id of who started the process. */
  readonly from?: string | undefined
  /** The process's number, or a part of the task's title or summary or the process's summary. */
  readonly search?: string | undefined
  /** `week` are the seven days after today, `later` what comes then. Not in the archive. */
  readonly due?: 'overdue' | 'today' | 'week' | 'later' | 'none' | undefined
  /** The time zone whose days `due` means, such as `Europe/Berlin`; UTC by default. */
  readonly zone?: string | undefined
  /** ISO 8601. Created at this time or later. */
  readonly createdSince?: string | undefined
  /** ISO 8601. Created before this time. */
  readonly createdUntil?: string | undefined
}
export interface TaskListQuery extends TaskFilters, ListQuery {
  readonly list: TaskListName
  /** Newest by default; in the archive by when it was finished. `due`: those without a due time last. */
  readonly sort?: 'newest' | 'oldest' | 'due' | undefined
}
export interface TaskCountQuery extends TaskFilters {
  readonly list: TaskListName
}
export interface ProcessCountQuery {
  readonly flow?: string | undefined
  readonly outcome?: string | undefined
  /** The id of who started it. */
  readonly startedBy?: string | undefined
  /** An ISO time: started then or later. */
  readonly startedSince?: string | undefined
  /** An ISO time: started before. */
  readonly startedUntil?: string | undefined
  /** With an open task at this node; needs `flow`. */
  readonly node?: string | undefined
  /** A number, or a part of the summary. */
  readonly search?: string | undefined
  /** Equality on keys of the data; needs `flow`. */
  readonly where?: Readonly<Record<string, unknown>> | undefined
}
export interface ProcessFilter extends ProcessCountQuery {
  readonly status?: ProcessStatus | undefined
  readonly needsAttention?: boolean | undefined
}
export interface ProcessExportQuery extends ProcessFilter {
  /** The language of the column heads and the states: `en` (the default) or `de`. */
  readonly lang?: 'en' | 'de' | undefined
}
export interface ProcessListQuery extends ListQuery, ProcessFilter {}
export interface HistoryQuery {
  /** The number of the last event seen. */
  readonly after?: number | undefined
  readonly limit?: number | undefined
}

export interface LiveQuery {
  /** The ids of the processes to watch, at most 20. */
  readonly processes?: readonly string[]
}

export interface IncidentListQuery extends ListQuery {
  /** Only those of this process. */
  readonly process?: string | undefined
}

/** Every endpoint of a server, typed. Each call answers with what the server sent or throws an `ApiError`. */
export interface Client {
  me(options?: CallOptions): Promise<Me>
  flows(options?: CallOptions): Promise<{ items: Flow[] }>
  flow(name: string, options?: CallOptions): Promise<FlowDetail>
  startForm(flow: string, node: string, options?: CallOptions): Promise<StartForm>
  start(flow: string, node: string, body: StartBody, options?: WriteOptions): Promise<Process>
  tasks(query: TaskListQuery, options?: CallOptions): Promise<Page<ListedTask>>
  countTasks(query: TaskCountQuery, options?: CallOptions): Promise<TaskCounts>
  task(id: string, options?: CallOptions): Promise<TaskDetail>
  /** The body may be left out where nothing in it is required. */
  command<C extends TaskCommand>(id: string, command: C, ...rest: Rest<CommandBodies[C]>): Promise<Task>
  /** The same for up to 200 tasks, each on its own: some may be refused. */
  bulk(body: BulkBody, options?: WriteOptions): Promise<Bulk>
  /** Newest first. */
  processes(query?: ProcessListQuery, options?: CallOptions): Promise<Page<ListedProcess>>
  processCounts(query?: ProcessCountQuery, options?: CallOptions): Promise<ProcessCounts>
  /** Where the same list lies as CSV, for a link; for a browser that sends a session by itself. */
  processesCsvUrl(query?: ProcessExportQuery): string
  /** The open tasks of a flow, node by node. */
  board(flow: string, query?: { readonly cards?: number }, options?: CallOptions): Promise<Board>
  process(id: string, options?: CallOptions): Promise<ProcessDetail>
  /** Oldest first. */
  history(id: string, query?: HistoryQuery, options?: CallOptions): Promise<{ items: HistoryEvent[] }>
  /** Those that its tasks called, oldest first. */
  children(id: string, options?: CallOptions): Promise<{ items: Process[] }>
  cancel(id: string, body?: NoteBody, options?: WriteOptions): Promise<Process>
  suspend(id: string, body?: NoteBody, options?: WriteOptions): Promise<Process>
  resume(id: string, body?: NoteBody, options?: WriteOptions): Promise<Process>
  /** Needs `mayPublish` of the server. */
  message(name: string, body?: MessageBody, options?: WriteOptions): Promise<Accepted>
  /** Needs `mayPublish` of the server. */
  signal(name: string, body?: SignalBody, options?: WriteOptions): Promise<Accepted>
  /** Deliveries that failed for good, as far as the actor looks after them; newest first. */
  incidents(query?: IncidentListQuery, options?: CallOptions): Promise<Page<Incident>>
  retryIncident(id: string, options?: WriteOptions): Promise<Accepted>
  dropIncident(id: string, options?: WriteOptions): Promise<Accepted>
  users(search: string, options?: CallOptions): Promise<{ items: Person[] }>
  /**
   * What changes from now on, of the actor's lists and of these processes, until the signal is aborted. Throws an
   * `ApiError` when the stream cannot be had, and ends when it is lost: anything may have changed then.
   */
  live(query?: LiveQuery, options?: CallOptions): AsyncIterable<LiveEvent>
}

type Rest<Body> =
  Record<never, never> extends Body ? [body?: Body, options?: WriteOptions] : [body: Body, options?: WriteOptions]

/**
 * A client for the API that `createApi` serves.
 *
 * @example
 * const client = createClient({ baseUrl: '/flow' })
 * const { items } = await client.tasks({ list: 'inbox' })
 * await client.command(items[0].id, 'complete', { input: { approved: true } })
 */
export function createClient(options: ClientOptions): Client {
  const get = <T>(path: string, call?: CallOptions, query?: object) =>
    request<T>(options, { method: 'GET', path, query, signal: call?.signal })
  const post = <T>(path: string, body: object, { signal, idempotencyKey }: WriteOptions = {}) =>
    request<T>(options, { method: 'POST', path, body, signal, idempotencyKey })
  return {
    me: (call) => get('me', call),
    flows: (call) => get('flows', call),
    flow: (name, call) => get(at`flows/${name}`, call),
    startForm: (flow, node, call) => get(at`flows/${flow}/starts/${node}`, call),
    start: (flow, node, body, call) => post(at`flows/${flow}/starts/${node}`, body, call),
    tasks: (query, call) => get('tasks', call, query),
    countTasks: (query, call) => get('tasks/count', call, query),
    task: (id, call) => get(at`tasks/${id}`, call),
    command: (id, command, ...[body, call]) => post(at`tasks/${id}/${command}`, body ?? {}, call),
    bulk: (body, call) => post('tasks/bulk', body, call),
    processes: (query, call) => get('processes', call, query),
    processCounts: (query, call) => get('processes/counts', call, query),
    processesCsvUrl: (query) => urlOf(options, { path: 'processes.csv', query }),
    board: (flow, query, call) => get(at`flows/${flow}/board`, call, query),
    process: (id, call) => get(at`processes/${id}`, call),
    history: (id, query, call) => get(at`processes/${id}/history`, call, query),
    children: (id, call) => get(at`processes/${id}/children`, call),
    cancel: (id, body = {}, call) => post(at`processes/${id}/cancel`, body, call),
    suspend: (id, body = {}, call) => post(at`processes/${id}/suspend`, body, call),
    resume: (id, body = {}, call) => post(at`processes/${id}/resume`, body, call),
    message: (name, body = {}, call) => post(at`messages/${name}`, body, call),
    signal: (name, body = {}, call) => post(at`signals/${name}`, body, call),
    incidents: (query, call) => get('incidents', call, query),
    retryIncident: (id, call) => post(at`incidents/${id}/retry`, {}, call),
    dropIncident: (id, call) => post(at`incidents/${id}/drop`, {}, call),
    live: ({ processes = [] } = {}, call) => {
      const query = processes.length > 0 ? { process: processes.join(',') } : {}
      return changes(options, { method: 'GET', path: 'live', query, signal: call?.signal })
    },
    users: (search, call) => get('users', call, { search }),
  }
}
