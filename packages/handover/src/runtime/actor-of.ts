import { checkActor } from '../access/check-actor.ts'
import type { Actor } from '../flow/actor.ts'

/**
 * Who acts: null is the system, and only where nothing was said. `{ by: undefined }` is somebody's missing user, who must
 * not act with every right.
 */
export function actorOf(options: { readonly by?: Actor | undefined }): Actor | null {
  if (!Object.hasOwn(options, 'by')) return null
  checkActor(options.by)
  return options.by
}
