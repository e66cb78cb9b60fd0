import type { ReactNode } from 'react'
import { Empty } from '../components/empty.tsx'
import { LinkButton } from '../components/link-button.tsx'
import { usePageTitle } from '../components/page-title.ts'
import { words } from '../components/words.ts'

export function NotFoundPage(): ReactNode {
  usePageTitle([words.problem.notFound])
  return (
    <Empty
      art="search"
      isPage
      title={words.problem.notFound}
      ways={
        <>
          <LinkButton to="/inbox">{words.problem.toInbox}</LinkButton>
          <LinkButton to="/processes" variant="default">
            {words.problem.toProcesses}
          </LinkButton>
        </>
      }
    >
      {words.problem.notFoundText}
    </Empty>
  )
}
