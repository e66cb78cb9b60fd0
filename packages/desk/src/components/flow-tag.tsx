import { IconSchema } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { Flow } from 'handover/client'
import type { ReactNode } from 'react'
import { flowsQuery } from '../api/queries.ts'
import { flowIcons } from './flow-icons.ts'
import classes from './flow-tag.module.css'

/** The icon that a flow has chosen, or the sign for any flow. */
export function FlowIcon({ of = null, size = 15 }: { of?: Flow['icon']; size?: number }): ReactNode {
  const Drawn = of === null ? IconSchema : flowIcons[of]
  return <Drawn size={size} stroke={1.6} aria-hidden />
}

/** Which flow something belongs to. */
export function FlowTag({ title }: { title: string }): ReactNode {
  // Rows know their flow by its title, and so do people: two flows of one title may share an icon as well.
  const { data: flows } = useQuery(flowsQuery)
  const icon = flows?.items.find((flow) => flow.title === title)?.icon
  return (
    <span className={classes.tag}>
      <FlowIcon of={icon ?? null} />
      <span>{title}</span>
    </span>
  )
}
