import { useEffect, useRef, type ReactNode } from 'react'
import classes from './picture-region.module.css'

/** The picture edge to edge on canvas; too wide ones scroll sideways and open where the process stands. */
export function PictureRegion({ label, children }: { label: string; children: ReactNode }): ReactNode {
  const region = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const here = region.current?.querySelector('[data-here]')
    if (region.current === null || here === null || here === undefined) return
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
