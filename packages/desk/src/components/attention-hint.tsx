import { IconAlertTriangleFilled, IconChevronRight } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { deliveriesQuery } from '../api/process-queries.ts'
import { meQuery } from '../api/queries.ts'
import { words } from './words.ts'
import classes from './attention-hint.module.css'

/** On phones, which have no sidebar: the way to what cannot go on by itself, when there is something. */
export function AttentionHint(): ReactNode {
  const { data: me } = useQuery(meQuery)
  const { data: deliveries } = useQuery(deliveriesQuery)
  const n = (me?.counts.attention ?? 0) + (deliveries?.items.length ?? 0)
  if (me === undefined || n === 0) return null
  return (
    <Link to="/attention" className={classes.hint ?? ''}>
      <IconAlertTriangleFilled size={17} aria-hidden />
      <span>{words.attention.waiting(n, me.most)}</span>
      <IconChevronRight size={17} aria-hidden />
    </Link>
  )
}
