import { IconCirclePlus, IconInbox, IconRoute, IconStack2, IconUserCircle } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useLocation } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { meQuery } from '../api/queries.ts'
import { words } from '../components/words.ts'
import classes from './bottom-bar.module.css'

const icon = { size: 21, stroke: 1.6, 'aria-hidden': true } as const

/** The five ways on a phone; away on a task and on a form, whose actions take its place. */
export function BottomBar(): ReactNode {
  const { data: me } = useQuery(meQuery)
  const isAway = useLocation({ select: ({ pathname }) => /\/(tasks\/|start\/.)/.test(pathname) })
  const waiting = me?.counts.inbox ?? 0
  return (
    <nav className={classes.tabs} aria-label={words.shortNavigation} {...(isAway && { 'data-away': true })}>
      <Link to="/inbox" {...(me && { 'aria-description': words.nav.waiting(waiting, me.most) })}>
        <IconInbox {...icon} />
        {me !== undefined && waiting > 0 && <em aria-hidden>{words.count(waiting, me.most)}</em>}
        {words.nav.inbox}
      </Link>
      <Link to="/queue">
        <IconStack2 {...icon} />
        {words.nav.queue}
      </Link>
      <Link to="/start">
        <IconCirclePlus {...icon} />
        {words.nav.startShort}
      </Link>
      <Link to="/processes">
        <IconRoute {...icon} />
        {words.nav.processes}
      </Link>
      <Link to="/me">
        <IconUserCircle {...icon} />
        {words.nav.me}
      </Link>
    </nav>
  )
}
