import { error } from './errors.ts'

/**
 * Loads a package that only some applications need, when it is needed. Throws `PACKAGE_MISSING` when that very package
 * is not installed; whatever else goes wrong in it is its own to say.
 */
export async function importPeer<Module>(
  { name, neededBy }: { readonly name: string; readonly neededBy: string },
  load: () => Promise<Module>,
): Promise<Module> {
  try {
    return await load()
  } catch (cause) {
    throw isMissing(cause, name) ? error('PACKAGE_MISSING', { name, neededBy }, { cause }) : cause
  }
}

// Node says it of a package that a package lacks in the same way: the first name is the one that was not found.
function isMissing(cause: unknown, name: string): boolean {
  if (!(cause instanceof Error) || (cause as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') return false
  return /^Cannot find package '([^']+)'/.exec(cause.message)?.[1] === name
}
