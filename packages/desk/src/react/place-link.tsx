import type { MouseEvent, ReactNode } from 'react'
import { useHandover, type Place } from './handover-provider.tsx'

interface PlaceLinkProps {
  readonly to: Place
  readonly className?: string | undefined
  /** What it says where that is more than its content. */
  readonly label?: string
  readonly children: ReactNode
}

/** A link into the application that the part stands in; its content alone where that shows no such place. */
export function PlaceLink({ to, className, label, children }: PlaceLinkProps): ReactNode {
  const { linkTo, navigate } = useHandover()
  const address = linkTo?.(to)
  if (address === undefined) return <span className={className}>{children}</span>
  const follow = (event: MouseEvent) => {
    const isPlain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey
    if (navigate === undefined || !isPlain) return
    event.preventDefault()
    navigate(address)
  }
  return (
    <a href={address} className={className} onClick={follow} {...(label !== undefined && { 'aria-label': label })}>
      {children}
    </a>
  )
}
