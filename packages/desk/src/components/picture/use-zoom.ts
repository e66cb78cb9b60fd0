import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react'
import { nextZoom, zoomWithin, type Zoom } from './zoom.ts'

/** A place in the region, from its upper left corner; the picture under it stays there. */
interface Anchor {
  readonly x: number
  readonly y: number
}

/** What is asked for and not drawn yet: from how large it is to how large it shall be. */
interface Wanted {
  readonly anchor: Anchor
  readonly from: number
  readonly to: number
}

export interface Zooming {
  /** Null while the picture takes the size that the page gives it. */
  readonly zoom: Zoom
  readonly isSmallest: boolean
  readonly isLargest: boolean
  readonly step: (by: 1 | -1) => void
  readonly fit: () => void
}

/** How large a picture is drawn in the region that scrolls it: by steps, by the wheel with Ctrl, by two fingers. */
export function useZoom(region: RefObject<HTMLDivElement | null>): Zooming {
  const [zoom, setZoom] = useState<Zoom>(null)
  const wanted = useRef<Wanted | null>(null)

  const change = useCallback(
    (next: (now: number) => number, at?: Anchor) => {
      const box = region.current
      if (box === null) return
      // Fingers on two shapes tell each of them before the picture is drawn again.
      const from = wanted.current?.from ?? shownSize(box)
      const to = zoomWithin(next(wanted.current?.to ?? from))
      wanted.current = { anchor: at ?? { x: box.clientWidth / 2, y: box.clientHeight / 2 }, from, to }
      setZoom(to)
    },
    [region],
  )
  useLayoutEffect(() => {
    const [box, want] = [region.current, wanted.current]
    if (box === null || want === null) return
    wanted.current = null
    const grown = shownSize(box) / want.from
    box.scrollLeft = (box.scrollLeft + want.anchor.x) * grown - want.anchor.x
    box.scrollTop = (box.scrollTop + want.anchor.y) * grown - want.anchor.y
  }, [zoom, region])
  useEffect(() => {
    const box = region.current
    return box === null ? undefined : followFingers(box, change)
  }, [region, change])

  return {
    zoom,
    isSmallest: zoom !== null && nextZoom(zoom, -1) === zoom,
    isLargest: zoom !== null && nextZoom(zoom, 1) === zoom,
    step: (by) => change((now) => nextZoom(now, by)),
    fit: () => {
      wanted.current = null
      const box = region.current
      if (box !== null) setZoom(zoomWithin(wholeIn(box)))
    },
  }
}

type Change = (next: (now: number) => number, at?: Anchor) => void

// Not by React: it listens passively, and the page must not be zoomed as well.
function followFingers(box: HTMLDivElement, change: Change): () => void {
  let apart: number | null = null
  const within = (x: number, y: number): Anchor => {
    const { left, top } = box.getBoundingClientRect()
    return { x: x - left, y: y - top }
  }
  const wheel = (event: WheelEvent) => {
    if (!event.ctrlKey && !event.metaKey) return
    event.preventDefault()
    change((now) => now * Math.exp(-event.deltaY / 300), within(event.clientX, event.clientY))
  }
  const touch = (event: TouchEvent) => {
    const [one, other] = event.touches
    const [before, distance] = [apart, distanceOf(event)]
    apart = distance
    if (one === undefined || other === undefined || distance === null) return
    event.preventDefault()
    const [x, y] = [(one.clientX + other.clientX) / 2, (one.clientY + other.clientY) / 2]
    if (before !== null && before > 0) change((now) => (now * distance) / before, within(x, y))
  }
  const measure = (event: TouchEvent) => {
    apart = distanceOf(event)
  }
  box.addEventListener('wheel', wheel, { passive: false })
  box.addEventListener('touchstart', measure, { passive: true })
  box.addEventListener('touchmove', touch, { passive: false })
  box.addEventListener('touchend', measure)
  return () => {
    box.removeEventListener('wheel', wheel)
    box.removeEventListener('touchstart', measure)
    box.removeEventListener('touchmove', touch)
    box.removeEventListener('touchend', measure)
  }
}

/** Between the first two fingers; null where there is only one. */
function distanceOf({ touches: [one, other] }: TouchEvent): number | null {
  if (one === undefined || other === undefined) return null
  return Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY)
}

const drawing = (box: HTMLDivElement) => box.querySelector('svg')

/** How large the picture is drawn now. */
function shownSize(box: HTMLDivElement): number {
  const picture = drawing(box)
  return picture === null ? 1 : picture.getBoundingClientRect().width / picture.viewBox.baseVal.width
}

/** How large it may be drawn so that all of it is in sight; never larger than it is. */
function wholeIn(box: HTMLDivElement): number {
  const picture = drawing(box)
  if (picture === null) return 1
  const { width, height } = picture.viewBox.baseVal
  const { paddingLeft, paddingTop } = getComputedStyle(box)
  const [across, down] = [box.clientWidth - 2 * parseFloat(paddingLeft), box.clientHeight - 2 * parseFloat(paddingTop)]
  return Math.min(1, across / width, down / height)
}
