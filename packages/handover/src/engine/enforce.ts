import { error } from '../errors.ts'
import type { Permit } from '../access/permit.ts'

/** Throws the refusal that `can` answers with: what is shown and what is enforced come from the same code. */
export function enforce(permit: Permit): void {
  if (!permit.allowed) throw error(permit.code, permit.details)
}
