import { useQuery } from '@tanstack/react-query'
import { IconBolt } from '@tabler/icons-react'
import type { Person as PersonType } from 'handover/client'
import type { ReactNode } from 'react'
import { meQuery } from '../api/queries.ts'
import { initials } from './initials.ts'
import classes from './person.module.css'
import { words } from './words.ts'

interface AvatarProps {
  /** Null is the system. */
  readonly of: PersonType | null
  readonly size?: 'small' | 'medium' | 'large'
  readonly onCanvas?: boolean
}

/** Initials in a circle, mine in ink; the system is a square with a bolt. */
export function Avatar({ of, size = 'small', onCanvas = false }: AvatarProps): ReactNode {
  const isMe = useIsMe()
  const tone = of === null ? classes.system : isMe(of) ? classes.self : ''
  return (
    <span className={`${classes.avatar} ${tone} ${onCanvas ? classes.onCanvas : ''}`} data-size={size} aria-hidden>
      {of === null ? <IconBolt size={size === 'small' ? 12 : 13} stroke={1.8} /> : initials(of.name)}
    </span>
  )
}

/** Who it is, with the avatar; the system where it is nobody. */
export function Person({ of, short = false }: { of: PersonType | null; short?: boolean }): ReactNode {
  const isMe = useIsMe()
  const name = of === null ? words.system : short && isMe(of) ? words.youAtStart : short ? firstName(of.name) : of.name
  return (
    <span className={classes.person}>
      <Avatar of={of} />
      <span>{name}</span>
    </span>
  )
}

/** Answers whether a person is the one at this desk. */
export function useIsMe(): (person: PersonType | null) => boolean {
  const { data: me } = useQuery(meQuery)
  return (person) => person !== null && person.id === me?.actor.id
}

const firstName = (name: string): string => name.split(/\s+/)[0] ?? name
