/** An own component knows what its node asks for, and nothing else. */
import { flow } from 'handover'
import { z } from 'zod'
import { defineComponent, useComplete, type Field } from './index.ts'

const shipment = flow('shipment', {
  data: z.object({ address: z.string(), premium: z.number().default(0), insured: z.boolean().default(false) }),
  nodes: (n) => ({
    start: n.start({ fields: ['address'] }).next('insure'),
    insure: n.view({ fields: ['premium', 'insured'], component: 'insure' }).next('end'),
    end: n.end(),
  }),
})

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false
const isTrue = <T extends true>(value?: T) => value

export const Insure = defineComponent<typeof shipment, 'insure'>(({ complete }) => {
  const premium = complete.field('premium')
  isTrue<Equal<typeof premium, Field<number>>>()
  premium.set(12)
  complete.change({ insured: true })
  // @ts-expect-error a premium is a number
  premium.set('12')
  // @ts-expect-error the node does not ask for the address
  complete.field('address')
  // @ts-expect-error nor is it changed
  complete.change({ address: 'Oslo' })
  return null
})

// @ts-expect-error no node has this name
export const Missing = defineComponent<typeof shipment, 'insured'>(() => null)

export function Inner() {
  const { values } = useComplete<typeof shipment, 'start'>()
  isTrue<Equal<typeof values.address, string | undefined>>()
  return null
}
