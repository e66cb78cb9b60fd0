import type { FastifyBaseLogger } from 'fastify'
import type { Log } from './log.ts'

// What fastify logs with is pino's.
const log: Log = null as unknown as FastifyBaseLogger
const own: Log = console as Pick<Console, 'debug' | 'info' | 'warn' | 'error'>
// @ts-expect-error a logger without warnings is none
const lacking: Log = null as unknown as Omit<Log, 'warn'>
export { lacking, log, own }
