/** So often a delivery is tried before it waits for an operator: with the pauses below, for eight and a half minutes. */
export const mostAttempts = 10

/** How long it rests after so many failed attempts, in milliseconds: a second, then twice as long each time. */
export const pauseAfter = (attempts: number): number => 1000 * 2 ** (Math.min(attempts, mostAttempts) - 1)
