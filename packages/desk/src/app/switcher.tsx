import { Menu } from '@mantine/core'
import { IconCheck, IconSettings } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { DemoUsers } from '../api/demo-users.ts'
import { words } from '../components/words.ts'
import { useBecome } from './use-become.ts'
import classes from './who-am-i.module.css'

interface SwitcherProps {
  readonly users: DemoUsers
  readonly face: ReactNode
}

/** Whom to act as; its own file, as only demonstrations have it. */
export function Switcher({ users, face }: SwitcherProps): ReactNode {
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
