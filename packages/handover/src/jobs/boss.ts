/** The shape of `pg-boss` that is needed here: who runs jobs in the program itself never installs it. */
export interface Boss {
  /** Does nothing when it has started. */
  start(): Promise<unknown>
  stop(options: { readonly graceful: boolean }): Promise<void>
  on(event: 'error', listener: (cause: Error) => void): unknown
  createQueue(name: string, options?: object): Promise<void>
  updateQueue(name: string, options?: object): Promise<void>
  insert(name: string, jobs: BossInsert[], options: { db: BossDatabase }): Promise<unknown>
  work(name: string, options: BossWork, handler: (jobs: { data: object }[]) => Promise<void>): Promise<string>
  /** Has it look at once, or as soon as it is done with what it has. */
  notifyWorker(worker: string): void
  offWork(name: string, options: { readonly id: string }): Promise<void>
}

export interface BossInsert {
  data: object
  startAfter?: string
}

/** What sends its statements: the transaction of whoever asks. */
export interface BossDatabase {
  executeSql(text: string, values?: unknown[]): Promise<{ rows: any[] }>
}

interface BossWork {
  pollingIntervalSeconds: number
  notifyPollingIntervalSeconds: number
}

export type OpenBoss = new (options: {
  connectionString: string
  schema?: string
  application_name: string
  max: number
  schedule: boolean
  supervise: boolean
  superviseIntervalSeconds: number
  monitorIntervalSeconds: number
  useListenNotify: boolean
}) => Boss
