import { error } from '../../errors.ts'

/** Where a server says what it does; a logger of pino is one. */
export interface Log {
  debug(fields: object, message: string): void
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}

/** The log as the runtime uses it. */
export interface OwnLog extends Log {
  /** Whether anybody hears more than warnings and errors: what nobody hears is not put together. */
  readonly hearsAll: boolean
}

export interface LogOptions {
  readonly log?: Log
  readonly onWarning?: (message: string) => void
}

const levels = ['debug', 'info', 'warn', 'error'] as const
const nothing = (): void => {}

/** The application's log; without one, warnings and errors as lines for `onWarning`, which is the console by default. */
export function logOf({ log, onWarning }: LogOptions): OwnLog {
  if (log === undefined) {
    const warn = onWarning ?? console.warn
    const fail = onWarning ?? console.error
    const lines = { warn: (_: object, line: string) => warn(line), error: (_: object, line: string) => fail(line) }
    return { ...quietly({ debug: nothing, info: nothing, ...lines }), hearsAll: false }
  }
  const lacking = levels.find((level) => typeof (log as Partial<Log> | null)?.[level] !== 'function')
  if (lacking !== undefined)
    throw error('OPTION_INVALID', {
      option: 'log',
      value: typeof log,
      expected: `a logger such as pino's, with debug, info, warn and error; ${lacking} is missing`,
    })
  if (onWarning !== undefined)
    throw error('OPTION_INVALID', { option: 'onWarning', value: onWarning, expected: 'either log or onWarning' })
  return { ...quietly(log), hearsAll: true }
}

/** What has been done is done: a log that cannot be written must not look like a failure of it. */
function quietly(log: Log): Log {
  const to = (level: keyof Log) => (fields: object, message: string) => {
    try {
      log[level](fields, message)
    } catch {
      // There is nowhere to say it.
    }
  }
  return { debug: to('debug'), info: to('info'), warn: to('warn'), error: to('error') }
}
