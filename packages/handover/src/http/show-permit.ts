import type { Task } from '../runtime/handover.ts'
import type { Permit } from './wire.ts'

/** The answer of `can`, without the details that only the server's own messages need. */
export const showPermit = (permit: ReturnType<Task['can']>): Permit =>
  permit.allowed ? { allowed: true } : { allowed: false, code: permit.code, reason: permit.reason }
