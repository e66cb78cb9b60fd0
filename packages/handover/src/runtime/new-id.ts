import { randomInt, randomUUID } from 'node:crypto'

/** Makes UUIDv7 (RFC 9562) that sort in the order in which this process made them, also within a millisecond. */
export function idMaker(clock: () => number = Date.now): () => string {
  let last = 0
  let counter = 0
  let [timed, prefix] = [0, '']
  return () => {
    const now = clock()
    // The 12 bits beside the time count up within a millisecond; when they are used up, the time is borrowed from.
    if (now > last) [last, counter] = [now, randomInt(0x800)]
    else if (++counter > 0xfff) [last, counter] = [last + 1, 0]
    // An action makes many within a millisecond.
    if (timed !== last) [timed, prefix] = [last, prefixOf(last)]
    // The second half of a random UUID is laid out in the same way: the variant, then 62 random bits.
    return `${prefix}${counter.toString(16).padStart(3, '0')}${randomUUID().slice(18)}`
  }
}

function prefixOf(milliseconds: number): string {
  const time = milliseconds.toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7`
}
