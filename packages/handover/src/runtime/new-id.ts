import { randomFillSync } from 'node:crypto'

/** Random bytes in an id: two that start the counter, eight for the tail. The pool holds whole ids. */
const perId = 10

/** Makes UUIDv7 (RFC 9562) that sort in the order in which this process made them, also within a millisecond. */
export function idMaker(clock: () => number = Date.now): () => string {
  const pool = Buffer.alloc(perId * 256)
  let used = pool.length
  let last = 0
  let counter = 0
  return () => {
    if (used >= pool.length) {
      randomFillSync(pool)
      used = 0
    }
    const now = clock()
    // The 12 bits beside the time count up within a millisecond; when they are used up, the time is borrowed from.
    if (now > last) [last, counter] = [now, pool.readUInt16BE(used) & 0x7ff]
    else if (++counter > 0xfff) [last, counter] = [last + 1, 0]
    const tail = pool.toString('hex', used + 2, used + 10)
    used += perId
    const time = last.toString(16).padStart(12, '0')
    const variant = ((parseInt(tail[0]!, 16) & 0x3) | 0x8).toString(16)
    return `${time.slice(0, 8)}-${time.slice(8)}-7${counter.toString(16).padStart(3, '0')}-${variant}${tail.slice(1, 4)}-${tail.slice(4)}`
  }
}
