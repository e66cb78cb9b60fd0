import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { isRefusal, problemOf } from '../api/problem.ts'
import { Empty } from './empty.tsx'
import { LinkButton } from './link-button.tsx'
import { usePageTitle } from './page-title.ts'
import { words } from './words.ts'

/** A page that cannot be shown: not found, not allowed, or no connection; always with a way on. */
export function PageProblem({ error }: { error: unknown }): ReactNode {
  const queries = useQueryClient()
  const { title, detail, status } = problemOf(error)
  usePageTitle([title])
  return (
    <Empty
      art="search"
      isPage
      title={status === 0 ? words.problem.offline : title}
      ways={
        <>
          {!isRefusal(error) && (
            <Button onClick={() => void queries.refetchQueries({ type: 'active' })}>{words.tryAgain}</Button>
          )}
          <LinkButton to="/inbox" variant={isRefusal(error) ? 'filled' : 'default'}>
            {words.problem.toInbox}
          </LinkButton>
        </>
      }
    >
      {status === 0 ? words.problem.offlineText : detail}
    </Empty>
  )
}
