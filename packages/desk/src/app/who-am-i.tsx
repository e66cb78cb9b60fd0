import { Menu } from '@mantine/core'
import { IconCheck, IconSettings } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { demoUsersQuery, type DemoUsers } from '../api/demo-users.ts'
import { meQuery } from '../api/queries.ts'
import { Avatar } from '../components/person.tsx'
import { words } from '../components/words.ts'
import { useBecome } from './use-become.ts'
import classes from './who-am-i.module.css'

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
  if (demo) return <Switcher users={demo} face={face} />
  return (
    <Link to="/me" className={classes.who}>
      {face}
    </Link>
  )
}

interface SwitcherProps {
  readonly users: DemoUsers
  readonly face: ReactNode
}

function Switcher({ users, face }: SwitcherProps): ReactNode {
  const become = useBecome()
  const navigate = useNavigate()
  return (
    <Menu position="top-start" width={240}>
      <Menu.Target>
        <button type="button" className={classes.who}>
          {face}
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{words.me.demoUsers}</Menu.Label>
        {users.items.map((user) => (
          <Menu.RadioItem
            key={user.id}
            value={user.id}
            checked={user.id === users.current}
            closeMenuOnClick
            checkIcon={<IconCheck className={classes.check} size={15} stroke={2.2} />}
            aria-label={user.name}
            aria-description={user.about}
            onClick={() => become(user)}
          >
            <span className={classes.choice}>
              <span>{user.name}</span>
              <small>{user.about}</small>
            </span>
          </Menu.RadioItem>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<IconSettings size={15} />} onClick={() => void navigate({ to: '/me' })}>
          {words.me.settings}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
