import { phrase, type ErrorCode } from '../errors.ts'

/** May it be done, and if not, why: the answer of `can(…)`, and what the door refuses with. */
export type Permit =
  | { readonly allowed: true }
  | {
      readonly allowed: false
      readonly code: ErrorCode
      readonly reason: string
      readonly details: Readonly<Record<string, unknown>>
    }

export const allowed: Permit = { allowed: true }

export function refusal(code: ErrorCode, details: Readonly<Record<string, unknown>>): Permit {
  return { allowed: false, code, reason: phrase(code, details).says, details }
}
