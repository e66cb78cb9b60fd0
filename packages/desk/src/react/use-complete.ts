import type { AnyFlow } from 'handover'
import { useEffect, useRef } from 'react'
import { fieldIn, type Field } from '../components/own/field-in.ts'
import { useOwnWork } from '../components/own/own-work.ts'
import type { InputAt, NodeOf } from './input-at.ts'

/** What is being entered for a node, and how to hand it in. */
export interface Completing<Input> {
  readonly values: Readonly<Partial<Input>>
  /** Takes over some of the values; the others stay as they are. */
  readonly change: (some: Partial<Input>) => void
  /** All about one field, for an input of your own. */
  readonly field: <K extends keyof Input & string>(name: K) => Field<NonNullable<Input[K]>>
  /** What is wrong, from the check here or from the server; nothing that was entered is lost by it. */
  readonly issues: readonly { readonly path: readonly (string | number)[]; readonly message: string }[]
  readonly isBusy: boolean
  /** Checks and sends, as the desk's own button does. */
  readonly complete: () => void
}

/**
 * The values that a node asks for, as they are entered in a component of your own.
 *
 * @example
 * const { field } = useComplete<typeof shipment, 'insure'>()
 * const premium = field('premium') // Field<number>
 */
export function useComplete<F extends AnyFlow, K extends NodeOf<F>>(): Completing<InputAt<F, K>> {
  const { entry, isBusy, submit } = useOwnWork('useComplete')
  // Several changes may come before the next render: each builds on the one before.
  const latest = useRef(entry.values)
  useEffect(() => {
    latest.current = entry.values
  }, [entry.values])
  const change = (some: Readonly<Record<string, unknown>>) => {
    latest.current = { ...latest.current, ...some }
    entry.change(latest.current)
  }
  const field = (name: string): unknown => fieldIn(entry, name, change)
  return {
    values: entry.values as Partial<InputAt<F, K>>,
    change: change as Completing<InputAt<F, K>>['change'],
    field: field as Completing<InputAt<F, K>>['field'],
    issues: entry.issues,
    isBusy,
    complete: submit,
  }
}
