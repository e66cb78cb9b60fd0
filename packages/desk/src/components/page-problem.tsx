import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, type ReactNode } from 'react'
import { client } from '../api/client.ts'
import { isRefusal, problemOf } from '../api/problem.ts'
import { Empty } from './empty.tsx'
import { LinkButton } from './link-button.tsx'
import { usePageTitle } from './page-title.ts'
import { told } from './told.ts'
import { words } from './words.ts'

const pause = 5000

/** A page that cannot be shown: not found, not allowed, or no connection; always with a way on. */
export function PageProblem({ error }: { error: unknown }): ReactNode {
  const queries = useQueryClient()
  const { title, detail } = told(error)
  const isOffline = problemOf(error).status === 0
  usePageTitle([title])
  useEffect(() => {
    if (!isOffline) return
    const goOn = () =>
      void client.me().then(
        () => queries.refetchQueries({ type: 'active' }),
        () => undefined,
      )
    const timer = setInterval(goOn, pause)
    return () => clearInterval(timer)
  }, [isOffline, queries])
  return (
    <Empty
      art="search"
      isPage
      title={title}
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
      {isOffline ? words.problem.offlineText : detail}
    </Empty>
  )
}
