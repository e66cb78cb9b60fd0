/** Actions that join one transaction follow each other: their savepoints must not interleave. */
const last = new WeakMap<object, Promise<unknown>>()

/** Runs `body` when all that joined the same transaction before have ended. */
export function inTurn<T>(tx: unknown, body: () => Promise<T>): Promise<T> {
  if (typeof tx !== 'object' || tx === null) return body()
  const turn = (last.get(tx) ?? Promise.resolve()).then(body)
  last.set(
    tx,
    turn.catch(() => {}),
  ) // whoever gave the command hears of it
  return turn
}
