import type { MouseEvent, ReactNode } from 'react'
import { useHandover, type Place } from './handover-provider.tsx'

interface PlaceLinkProps {
  readonly to: Place
  readonly className?: string | undefined
  readonly children: ReactNode
}

/** A link into the application that the part stands in. */
export function PlaceLink({ to, className, children }: PlaceLinkProps): ReactNode {
  const { linkTo, navigate } = useHandover()
  const address = linkTo(to)
  const follow = (event: MouseEvent) => {
    const isPlain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey
    if (navigate === undefined || !isPlain) return
    event.preventDefault()
    navigate(address)
  }
  return (
    <a href={address} className={className} onClick={follow}>
      {children}
    </a>
  )
}
