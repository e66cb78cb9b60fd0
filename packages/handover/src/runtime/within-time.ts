import { longestTimer } from '../flow/duration.ts'

/** The promise, or the refusal when it takes longer than `limit` milliseconds. */
export function withinTime<T>(promise: PromiseLike<T>, limit: number, refusal: () => Error): Promise<T> {
  let timer: NodeJS.Timeout
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(refusal()), Math.min(limit, longestTimer))
  })
  return Promise.race([promise, late]).finally(() => clearTimeout(timer))
}
