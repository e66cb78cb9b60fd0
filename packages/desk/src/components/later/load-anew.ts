import { client } from '../../api/client.ts'
import { problemOf } from '../../api/problem.ts'

/** Answers, with the page as it is, when no server answers: nobody is to lose their page to that. */
export async function loadAnew(): Promise<'away' | 'loading'> {
  if (await isAway()) return 'away'
  location.reload()
  return 'loading'
}

/** Whatever the server refuses, it is there. */
async function isAway(): Promise<boolean> {
  try {
    await client.me()
    return false
  } catch (failure) {
    return problemOf(failure).status === 0
  }
}
