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
import { chooseLanguage, chosenLanguage, languages } from './language.ts'
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
        <LanguageChoice />
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
  const of = (['light', 'dark', 'auto'] as const).map((each) => ({ each, name: words.me.schemes[each] }))
  return <Choices title={words.me.scheme} of={of} chosen={colorScheme} onChoose={setColorScheme} />
}

function LanguageChoice(): ReactNode {
  const of = ([...languages, 'auto'] as const).map((each) => ({ each, name: words.me.languages[each] }))
  return <Choices title={words.me.language} of={of} chosen={chosenLanguage()} onChoose={chooseLanguage} />
}

interface ChoicesProps<T extends string> {
  readonly title: string
  readonly of: readonly { readonly each: T; readonly name: string }[]
  readonly chosen: T
  readonly onChoose: (each: T) => void
}

function Choices<T extends string>({ title, of, chosen, onChoose }: ChoicesProps<T>): ReactNode {
  return (
    <Section title={title}>
      <div className={classes.choices} role="group" aria-label={title}>
        {of.map(({ each, name }) => (
          <button key={each} type="button" aria-pressed={each === chosen} onClick={() => onChoose(each)}>
            {name}
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
