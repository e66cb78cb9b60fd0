import { useQueryClient, type Query } from '@tanstack/react-query'
import { becomeDemoUser, demoUsersQuery, type DemoUser } from '../api/demo-users.ts'
import { meQuery } from '../api/queries.ts'
import { useSay } from '../components/message.tsx'
import { told } from '../components/told.ts'
import { words } from '../components/words.ts'

// Who I am stays on the screen until it is read again: the button that was pressed must not lose the focus.
const stays = [meQuery, demoUsersQuery].map(({ queryKey: [name] }) => name as unknown)
const isAboutMe = ({ queryKey: [name] }: Query) => stays.includes(name)

/** Acts as another user of the demonstration from now on: everything on the screen is read again. */
export function useBecome(): (user: DemoUser) => void {
  const queries = useQueryClient()
  const say = useSay()
  return (user) => {
    becomeDemoUser(user.id)
      .then(() => queries.invalidateQueries({ predicate: isAboutMe }))
      .then(() => queries.resetQueries({ predicate: (query) => !isAboutMe(query) }))
      .then(() => say({ text: words.me.becameUser(user.name) }))
      .catch((error: unknown) => say({ text: told(error).title }))
  }
}
