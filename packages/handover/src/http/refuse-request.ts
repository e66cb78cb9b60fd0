import type { z } from 'zod'
import { error, type HandoverError, type Issue } from '../errors.ts'
import { issuesOf } from '../flow/data.ts'
import { nearest } from '../flow/nearest.ts'
import { mostPerPage } from './routes/describe.ts'

/** What does not fit about the parts of a request: wrong ids do not exist, filters have their own codes. */
export function refuseRequest(target: string, failure: z.core.$ZodError, given: Given): HandoverError {
  if (target === 'param') return refuseParam(failure, given)
  if (target === 'query') return refuseQuery(failure, given)
  return error('REQUEST_INVALID', { issues: issuesOfBody(failure, given.body) })
}

function issuesOfBody(failure: z.core.$ZodError, body: unknown): readonly Issue[] {
  const issues = issuesOf(failure, body)
  return failure.issues.flatMap((issue, i) => {
    if (issue.code !== 'unrecognized_keys') return [issues[i]!]
    return issue.keys.map((key) => ({ path: [...issues[i]!.path, key], message: 'is not known here' }))
  })
}

export interface Given {
  readonly path: string
  readonly query: Readonly<Record<string, unknown>>
  readonly param: Readonly<Record<string, unknown>>
  readonly body: unknown
  /** The names that the query of this route has. */
  readonly known: readonly string[]
}

function refuseParam(failure: z.core.$ZodError, { param, path }: Given): HandoverError {
  // There is nothing that a message could be looked for among: any name will do.
  if (/^\/api\/(messages|signals)\//.test(path)) return error('REQUEST_INVALID', { issues: issuesOf(failure, param) })
  const value = param[String(failure.issues[0]?.path[0])]
  if (path.startsWith('/api/tasks/')) return error('TASK_NOT_FOUND', { task: value })
  if (path.startsWith('/api/incidents/')) return error('INCIDENT_NOT_FOUND', { incident: value })
  return error('PROCESS_NOT_FOUND', { process: value })
}

function refuseQuery(failure: z.core.$ZodError, { query, known }: Given): HandoverError {
  const issue = failure.issues[0]!
  if (issue.code === 'unrecognized_keys') {
    const filter = issue.keys[0]!
    return error('FILTER_UNKNOWN', { filter, near: nearest(filter, known), known: known.join(', ') })
  }
  const filter = String(issue.path[0])
  const value = query[filter]
  if (filter === 'limit') return error('LIMIT_INVALID', { limit: value, most: mostPerPage })
  const expected =
    issue.code === 'invalid_value' ? issue.values.map((each) => `'${String(each)}'`).join(', ') : issue.message
  return error('FILTER_INVALID', { filter, value: value ?? null, expected })
}
