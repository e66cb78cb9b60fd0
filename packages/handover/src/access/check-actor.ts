import { error } from '../errors.ts'
import type { Actor } from '../flow/actor.ts'

const isText = (value: unknown) => typeof value === 'string' && value !== ''
const isTexts = (value: unknown) => Array.isArray(value) && value.every((each) => typeof each === 'string')

/** Refuses what is no actor, before it is taken for one without rights: `OPTION_INVALID`, which names the option. */
export function checkActor(value: unknown, option = 'by'): asserts value is Actor {
  const actor = value as Partial<Actor> | null | undefined
  const isActor =
    typeof actor === 'object' &&
    actor !== null &&
    isText(actor.id) &&
    isText(actor.name) &&
    isTexts(actor.permissions) &&
    (actor.groups === undefined || isTexts(actor.groups))
  if (isActor) return
  throw error('OPTION_INVALID', {
    option,
    value,
    expected: "an actor such as { id: 'anna', name: 'Anna Weber', permissions: ['leave.approve'] }",
  })
}
