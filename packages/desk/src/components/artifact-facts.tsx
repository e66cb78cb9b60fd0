import type { Artifact } from 'handover/client'
import type { ReactNode } from 'react'
import { Facts } from './facts.tsx'
import classes from './page.module.css'
import { Section } from './section.tsx'
import { words } from './words.ts'

/** The application's own record that a process is about. */
export function ArtifactFacts({ of, wide = false }: { of: Artifact; wide?: boolean }): ReactNode {
  if (of.isGone) {
    return (
      <Section title={words.task.gone(of.title)} side={of.id}>
        <p className={classes.reason}>{words.task.goneText}</p>
      </Section>
    )
  }
  const known = of.facts.filter(({ value }) => value !== null && value !== '')
  return (
    <Section title={of.title} side={of.label === of.title ? undefined : of.label}>
      <Facts of={known} wide={wide} />
    </Section>
  )
}
