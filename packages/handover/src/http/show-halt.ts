import type { Halt as RuntimeHalt } from '../runtime/handover.ts'
import type { Asking } from './asking.ts'
import type { Halt } from './wire.ts'

export async function showHalt({ people }: Asking, halt: RuntimeHalt | null): Promise<Halt | null> {
  if (halt === null) return null
  return { by: await people.of(halt.by), at: halt.at.toISOString(), note: halt.note }
}
