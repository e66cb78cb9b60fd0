import { IconArchive, IconInbox, IconPlus, IconRoute, IconSearch, IconStack2 } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, type LinkProps } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { flowsQuery, meQuery } from '../api/queries.ts'
import { FlowIcon } from '../components/flow-tag.tsx'
import { Key } from '../components/key.tsx'
import { Mark } from '../components/mark.tsx'
import { words } from '../components/words.ts'
import { AttentionLink } from './attention-link.tsx'
import { LiveSign } from './live-sign.tsx'
import { SchemeToggle } from './scheme-toggle.tsx'
import classes from './sidebar.module.css'
import { WhoAmI } from './who-am-i.tsx'

export function Sidebar({ onJump }: { onJump: () => void }): ReactNode {
  const { data: me } = useQuery(meQuery)
  const { data: flows } = useQuery(flowsQuery)
  return (
    <nav className={classes.side} aria-label={words.mainNavigation}>
      <div className={classes.brand}>
        <Mark />
        <span>{words.product}</span>
      </div>
      <button type="button" className={classes.jump} onClick={onJump} aria-keyshortcuts="Control+K Meta+K">
        <IconSearch size={15} stroke={1.8} aria-hidden />
        <span className={classes.label}>{words.jump.open}</span>
        <Key k="Ctrl K" />
      </button>
      <NavLink to="/start" icon={<IconPlus stroke={1.8} aria-hidden />} label={words.nav.start} side={<Key k="C" />} />
      <hr className={classes.gap} />
      <NavLink
        to="/inbox"
        icon={<IconInbox stroke={1.7} aria-hidden />}
        label={words.nav.inbox}
        {...counted(me, 'inbox')}
      />
      <NavLink
        to="/queue"
        icon={<IconStack2 stroke={1.7} aria-hidden />}
        label={words.nav.queue}
        {...counted(me, 'queue')}
      />
      <NavLink to="/archive" icon={<IconArchive stroke={1.7} aria-hidden />} label={words.nav.archive} />
      <NavLink to="/processes" icon={<IconRoute stroke={1.7} aria-hidden />} label={words.nav.processes} />
      <AttentionLink />
      {flows !== undefined && flows.items.length > 0 && <h2>{words.nav.flows}</h2>}
      {flows?.items.map((flow) => (
        <Link key={flow.name} className={classes.nav} to="/flows/$flow" params={{ flow: flow.name }}>
          <FlowIcon of={flow.icon} size={17} />
          <span className={classes.label}>{flow.title}</span>
        </Link>
      ))}
      <LiveSign />
      <div className={classes.me}>
        <WhoAmI />
        <SchemeToggle />
      </div>
    </nav>
  )
}

interface NavLinkProps {
  readonly to: NonNullable<LinkProps['to']>
  readonly icon: ReactNode
  readonly label: string
  readonly side?: ReactNode
  /** The count in words: the link keeps its plain name. */
  readonly about?: string
}

function NavLink({ to, icon, label, side, about }: NavLinkProps): ReactNode {
  return (
    <Link className={classes.nav} to={to} {...(about && { 'aria-description': about })}>
      {icon}
      <span className={classes.label}>{label}</span>
      {side}
    </Link>
  )
}

interface Counts {
  readonly counts: Readonly<Record<'inbox' | 'queue', number>>
  readonly most: number
}

function counted(me: Counts | undefined, list: 'inbox' | 'queue'): { side?: ReactNode; about?: string } {
  if (me === undefined) return {}
  const n = me.counts[list]
  return { side: <b aria-hidden>{words.count(n, me.most)}</b>, about: words.nav.waiting(n, me.most) }
}
