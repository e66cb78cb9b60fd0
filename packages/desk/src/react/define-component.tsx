import type { AnyFlow } from 'handover'
import type { ComponentType } from 'react'
import type { InputAt, NodeOf } from './input-at.ts'
import { useComplete, type Completing } from './use-complete.ts'

export interface OwnProps<Input> {
  readonly complete: Completing<Input>
}

/**
 * A component for a node that says `component: '…'`, typed by what the node asks for. The desk draws the page and its
 * buttons, checks what was entered and shows what the server refuses; the component draws the fields.
 *
 * @example
 * export const Insure = defineComponent<typeof shipment, 'insure'>(({ complete }) => {
 *   const premium = complete.field('premium')
 *   return (
 *     <label htmlFor={premium.id}>
 *       {premium.label}
 *       <input id={premium.id} value={premium.value ?? ''} onChange={(event) => premium.set(Number(event.target.value))} />
 *     </label>
 *   )
 * })
 */
export function defineComponent<F extends AnyFlow, K extends NodeOf<F>>(
  Shown: ComponentType<OwnProps<InputAt<F, K>>>,
): ComponentType {
  return function OwnComponent() {
    return <Shown complete={useComplete<F, K>()} />
  }
}
