import { useId, type ReactNode } from 'react'
import classes from './section.module.css'

interface SectionProps {
  readonly title: string
  /** At the right of the heading: a count, or a link. */
  readonly side?: ReactNode
  readonly children: ReactNode
}

export function Section({ title, side, children }: SectionProps): ReactNode {
  const id = useId()
  return (
    <section className={classes.section} aria-labelledby={id}>
      <header>
        <h2 id={id}>{title}</h2>
        {side !== undefined && <span className={classes.side}>{side}</span>}
      </header>
      {children}
    </section>
  )
}
