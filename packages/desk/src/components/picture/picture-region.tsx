import { useEffect, useRef, type ReactNode } from 'react'
import classes from './picture-region.module.css'
import type { Tone } from './picture-state.ts'

/** Of several places where it stands, the one to open at. */
const mostUrgent: readonly Tone[] = ['bad', 'here', 'open', 'wait']

/** The picture edge to edge on canvas; too wide ones scroll sideways and open where the process stands. */
export function PictureRegion({ label, children }: { label: string; children: ReactNode }): ReactNode {
  const region = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (region.current === null) return
    const here = mostUrgent.map((tone) => region.current!.querySelector(`[data-here=${tone}]`)).find((each) => each)
    if (!here) return
    const [box, place] = [region.current.getBoundingClientRect(), here.getBoundingClientRect()]
    region.current.scrollLeft += place.left + place.width / 2 - (box.left + box.width / 2)
  }, [])
  return (
    // Scrolls, so the keyboard must reach it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={classes.region} role="region" aria-label={label} tabIndex={0} ref={region}>
      {children}
    </div>
  )
}
