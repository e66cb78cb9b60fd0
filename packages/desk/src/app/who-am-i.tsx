import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Suspense, type ReactNode } from 'react'
import { demoUsersQuery } from '../api/demo-users.ts'
import { meQuery } from '../api/queries.ts'
import { Avatar } from '../components/person.tsx'
import { later } from '../components/later/later.tsx'
import { words } from '../components/words.ts'
import classes from './who-am-i.module.css'

const Switcher = later(() => import('./switcher.tsx'), 'Switcher', SettingsLink)

/** Me, at the foot of the sidebar; in a demonstration also the way to become somebody else. */
export function WhoAmI(): ReactNode {
  const { data: me } = useQuery(meQuery)
  const { data: demo } = useQuery(demoUsersQuery)
  if (me === undefined) return null
  const face = (
    <>
      <Avatar of={me.actor} size="large" />
      <span>
        <b>{me.actor.name}</b>
        <small>{demo ? words.me.demoUser : words.me.settings}</small>
      </span>
    </>
  )
  if (demo) {
    return (
      <Suspense fallback={<span className={classes.who}>{face}</span>}>
        <Switcher users={demo} face={face} />
      </Suspense>
    )
  }
  return <SettingsLink face={face} />
}

function SettingsLink({ face }: { face: ReactNode }): ReactNode {
  return (
    <Link to="/me" className={classes.who}>
      {face}
    </Link>
  )
}
