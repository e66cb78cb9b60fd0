import { useEffect, type ReactNode } from 'react'
import { Empty } from '../components/empty.tsx'
import { loadAnew } from '../components/later/load-anew.ts'
import { TryAgain } from '../components/later/try-again.tsx'
import { LinkButton } from '../components/link-button.tsx'
import { usePageTitle } from '../components/page-title.ts'
import { words } from '../components/words.ts'

const place = 'handover.loaded-anew'

/** A page whose code did not come. It is loaded anew by itself once: the desk was most likely renewed on the server. */
export function PageNotLoaded(): ReactNode {
  usePageTitle([words.later.page])
  useEffect(() => {
    if (sessionStorage.getItem(place) === location.href) return
    sessionStorage.setItem(place, location.href)
    void loadAnew()
  }, [])
  return (
    <Empty
      art="search"
      isPage
      title={words.later.page}
      ways={
        <>
          <TryAgain size="sm" />
          <LinkButton to="/inbox" variant="default">
            {words.problem.toInbox}
          </LinkButton>
        </>
      }
    >
      {words.later.anew}
    </Empty>
  )
}
