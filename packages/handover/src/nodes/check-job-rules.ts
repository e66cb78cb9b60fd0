/** Whether the rules of a job can be followed. */
import { quoted, type Problem } from '../errors.ts'
import { readDuration } from '../flow/duration.ts'
import type { FlowNode } from '../flow/node.ts'
import { problem } from '../flow/report.ts'
import type { JobRules } from './job.ts'

export function problemsOfRules(node: FlowNode<JobRules>, flow: string): readonly Problem[] {
  const { retries, timeout, backoff = {}, noRetry = [], concurrency } = node.options
  const { first = '1 s', factor = 2, most = '1 hour', jitter = 0 } = backoff
  const [limit, name] =
    typeof concurrency === 'object' && concurrency !== null
      ? [concurrency.most, concurrency.of]
      : [concurrency ?? 1, 'x']
  const times = [timeout, first, most].filter((each) => typeof each !== 'string' || !((readDuration(each) ?? 0) > 0))
  const refuse = (isRight: boolean, what: string, advice: string): readonly Problem[] =>
    isRight ? [] : [problem('FLOW_BAD_OPTION', node.name, { flow, problem: `its ${what}.`, advice })]
  return [
    ...times.map((value) => problem('FLOW_BAD_DURATION', node.name, { flow, value })),
    ...refuse(isCount(retries, 0), `retries are ${quoted(retries)}`, countFrom(0, '{ retries: 5 }')),
    ...refuse(factor >= 1, `backoff grows by the factor ${quoted(factor)}`, 'Give a number from 1 on.'),
    ...refuse(jitter >= 0 && jitter <= 1, `backoff has a jitter of ${quoted(jitter)}`, 'Give a number from 0 to 1.'),
    ...refuse(areCodes(noRetry), `noRetry is ${quoted(noRetry)}`, "Give a list of codes, such as ['CARD_REFUSED']."),
    ...refuse(isCount(limit, 1), `concurrency is ${quoted(concurrency)}`, countFrom(1, '{ concurrency: 2 }')),
    ...refuse(isText(name), `concurrency is of ${quoted(name)}`, "Give a name, such as { of: 'bank', most: 2 }."),
  ]
}

const isCount = (value: unknown, from: number) => Number.isInteger(value) && (value as number) >= from
const isText = (value: unknown) => typeof value === 'string' && value !== ''
const areCodes = (value: unknown) => Array.isArray(value) && value.every(isText)
const countFrom = (from: number, example: string) => `Give a whole number from ${from} on, such as ${example}.`
