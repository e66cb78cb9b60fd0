/** Who asks in the tests of HTTP. */
import type { Actor } from 'handover'

const person = (id: string, name: string, ...permissions: string[]): Actor => ({ id, name, permissions })
export const people = {
  anna: person('anna', 'Anna Weber', 'approval.start', 'order.start'),
  ben: person('ben', 'Ben Adler', 'approval.approve', 'order.work'),
  maria: person('maria', 'Maria Novak', 'approval.approve', 'order.work'),
  olga: person('olga', 'Olga Keller', 'approval.manage', 'order.manage', 'parcel.manage'),
  eve: person('eve', 'Eve Stranger'),
  /** Sends what comes from other systems. */
  robot: person('robot', 'Shop', 'shop.events'),
}
export type Who = keyof typeof people

/** Tests say who asks in a header; applications ask their session. */
export const identify = (request: Request): Actor | null => people[request.headers.get('x-user') as Who] ?? null
