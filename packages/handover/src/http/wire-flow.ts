/** What travels of flows: what they are called, where they begin, and how they are drawn. */
import { z } from 'zod'
import { flowIcons } from '../flow/flow-icon.ts'
import { Permit } from './wire-basics.ts'
import { Form } from './wire-form.ts'
import { Picture } from './wire-picture.ts'

export const StartNode = z
  .object({ node: z.string(), title: z.string(), description: z.string(), kind: z.string(), can: Permit })
  .meta({ id: 'StartNode' })

export const Flow = z
  .object({
    name: z.string(),
    title: z.string(),
    description: z.string(),
    /** What is drawn beside its title; null draws the sign for any flow. */
    icon: z.enum(flowIcons).nullable(),
    version: z.int(),
    /** The starts that a person may use by a form. */
    starts: z.array(StartNode),
  })
  .meta({ id: 'Flow' })

export const FlowDetail = Flow.extend({ picture: Picture }).meta({ id: 'FlowDetail' })

export const StartForm = z.object({ flow: Flow, start: StartNode, form: Form }).meta({ id: 'StartForm' })

export type StartNode = z.output<typeof StartNode>
export type Flow = z.output<typeof Flow>
export type FlowDetail = z.output<typeof FlowDetail>
export type StartForm = z.output<typeof StartForm>
