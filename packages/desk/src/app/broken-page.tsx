import type { ErrorComponentProps } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { problemOf } from '../api/problem.ts'
import { Empty } from '../components/empty.tsx'
import { LinkButton } from '../components/link-button.tsx'
import { words } from '../components/words.ts'

/** A mistake of the desk itself. */
export function BrokenPage({ error }: ErrorComponentProps): ReactNode {
  return (
    <Empty
      art="search"
      isPage
      title={words.problem.broken}
      ways={<LinkButton to="/inbox">{words.problem.toInbox}</LinkButton>}
    >
      {problemOf(error).title}
    </Empty>
  )
}
