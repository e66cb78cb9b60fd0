/** Who acts in the promise tests. */
import type { Actor } from 'handover'

const person = (id: string, name: string, ...permissions: string[]): Actor => ({ id, name, permissions })

/** May ask for leave. */
export const anna = person('anna', 'Anna', 'leave.ask')
/** May approve, as may Carla. */
export const ben = person('ben', 'Ben', 'leave.approve')
export const carla = person('carla', 'Carla', 'leave.approve')
/** Manages the flow, but approves nothing. */
export const maya = person('maya', 'Maya', 'leave.manage')
/** Sees every process of the flow, and may do nothing. */
export const vera = person('vera', 'Vera', 'leave.view')
/** Has nothing to do with it. */
export const zoe = person('zoe', 'Zoe')
