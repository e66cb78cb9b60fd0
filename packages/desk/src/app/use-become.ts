import { useQueryClient } from '@tanstack/react-query'
import { becomeDemoUser, type DemoUser } from '../api/demo-users.ts'
import { problemOf } from '../api/problem.ts'
import { useSay } from '../components/message.tsx'
import { words } from '../components/words.ts'

/** Acts as another user of the demonstration from now on: everything on the screen is read again. */
export function useBecome(): (user: DemoUser) => void {
  const queries = useQueryClient()
  const say = useSay()
  return (user) => {
    becomeDemoUser(user.id)
      .then(() => queries.resetQueries())
      .then(() => say({ text: words.me.becameUser(user.name) }))
      .catch((error: unknown) => say({ text: problemOf(error).title }))
  }
}
