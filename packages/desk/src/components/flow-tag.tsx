import { IconSchema } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from './flow-tag.module.css'

export function FlowIcon({ size = 15 }: { size?: number }): ReactNode {
  return <IconSchema size={size} stroke={1.6} aria-hidden />
}

/** Which flow something belongs to. */
export function FlowTag({ title }: { title: string }): ReactNode {
  return (
    <span className={classes.tag}>
      <FlowIcon />
      <span>{title}</span>
    </span>
  )
}
