import { useMantineColorScheme } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { demoUsersQuery } from '../api/demo-users.ts'
import { meQuery } from '../api/queries.ts'
import { KeyList } from '../components/key-list.tsx'
import { useSingleKeys } from '../components/keys.ts'
import { LinkButton } from '../components/link-button.tsx'
import { ListPage } from '../components/list-page.tsx'
import { usePageTitle } from '../components/page-title.ts'
import { Avatar } from '../components/person.tsx'
import { Section } from '../components/section.tsx'
import { words } from '../components/words.ts'
import classes from './me-page.module.css'
import { useBecome } from './use-become.ts'

/** Who I am here, and how the desk behaves for me. */
export function MePage(): ReactNode {
  const { data: me } = useQuery(meQuery)
  usePageTitle([words.me.title])
  return (
    <ListPage title={words.me.title}>
      <div className={classes.me}>
        {me && (
          <p className={classes.face}>
            <Avatar of={me.actor} size="large" />
            {me.actor.name}
          </p>
        )}
        <p className={classes.more}>
          <LinkButton to="/archive" variant="default">
            {words.nav.archive}
          </LinkButton>
        </p>
        <DemoUserList />
        <Scheme />
        <SingleKeys />
      </div>
    </ListPage>
  )
}

function DemoUserList(): ReactNode {
  const { data: users } = useQuery(demoUsersQuery)
  const become = useBecome()
  if (!users) return null
  return (
    <Section title={words.me.demoUsers}>
      <p className={classes.hint}>{words.me.demoHint}</p>
      <ul className={classes.users}>
        {users.items.map((user) => (
          <li key={user.id}>
            <button type="button" aria-pressed={user.id === users.current} onClick={() => become(user)}>
              <Avatar of={user} size="large" />
              <span className={classes.text}>
                <b>{user.name}</b>
                <small>{user.about}</small>
              </span>
              {user.id === users.current && <IconCheck size={18} stroke={2} aria-hidden />}
            </button>
          </li>
        ))}
      </ul>
    </Section>
  )
}

function Scheme(): ReactNode {
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <Section title={words.me.scheme}>
      <div className={classes.choices} role="group" aria-label={words.me.scheme}>
        {(['light', 'dark', 'auto'] as const).map((each) => (
          <button key={each} type="button" aria-pressed={each === colorScheme} onClick={() => setColorScheme(each)}>
            {words.me.schemes[each]}
          </button>
        ))}
      </div>
    </Section>
  )
}

function SingleKeys(): ReactNode {
  const [areOn, turn] = useSingleKeys()
  return (
    <div className={classes.keysPart}>
      <Section title={words.me.keys}>
        <label className={classes.check}>
          <input type="checkbox" checked={areOn} onChange={(event) => turn(event.target.checked)} />
          {words.me.keysOn}
        </label>
        <KeyList />
      </Section>
    </div>
  )
}
