import { IconAlertTriangleFilled } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { deliveriesQuery } from '../api/process-queries.ts'
import { meQuery } from '../api/queries.ts'
import { words } from '../components/words.ts'
import classes from './attention-link.module.css'
import side from './sidebar.module.css'

/** Leads to what cannot go on by itself; there only when there is something. */
export function AttentionLink(): ReactNode {
  const { data: me } = useQuery(meQuery)
  const { data: deliveries } = useQuery(deliveriesQuery)
  const n = (me?.counts.attention ?? 0) + (deliveries?.items.length ?? 0)
  if (me === undefined || n === 0) return null
  return (
    <Link
      className={`${side.nav} ${classes.link}`}
      to="/attention"
      aria-description={words.attention.waiting(n, me.most)}
    >
      <IconAlertTriangleFilled aria-hidden />
      <span className={side.label}>{words.attention.title}</span>
      <b aria-hidden>{words.count(n, me.most)}</b>
    </Link>
  )
}
