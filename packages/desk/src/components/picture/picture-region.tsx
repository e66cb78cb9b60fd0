import { IconMaximize, IconMinus, IconPlus } from '@tabler/icons-react'
import { useEffect, useRef, type CSSProperties, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react'
import { words } from '../words.ts'
import classes from './picture-region.module.css'
import type { Tone } from './picture-state.ts'
import { useZoom, type Zooming } from './use-zoom.ts'

/** Of several places where it stands, the one to open at. */
const mostUrgent: readonly Tone[] = ['bad', 'here', 'open', 'wait']

/**
 * The picture edge to edge on canvas. Too large ones scroll and open where the process stands; it is drawn larger and
 * smaller by buttons, by + and -, by the wheel with Ctrl and by two fingers, and moved with the mouse.
 */
export function PictureRegion({ label, children }: { label: string; children: ReactNode }): ReactNode {
  const region = useRef<HTMLDivElement>(null)
  const zooming = useZoom(region)
  const { zoom } = zooming
  useEffect(() => {
    if (region.current !== null) goToActive(region.current)
  }, [])
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const act = keys[event.key]
    if (act === undefined) return
    event.preventDefault()
    act(zooming)
  }
  return (
    <div className={classes.frame}>
      {/* Scrolls, so the keyboard must reach it. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the keys of what scrolls */}
      <div
        className={classes.region}
        role="region"
        aria-label={label}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        ref={region}
        onKeyDown={onKeyDown}
        onPointerDown={drag}
        {...(zoom !== null && { 'data-zoomed': true, style: { '--zoom': zoom } as CSSProperties })}
      >
        {children}
      </div>
      <ZoomButtons of={zooming} />
    </div>
  )
}

const keys: Readonly<Record<string, (zooming: Zooming) => void>> = {
  '+': ({ step }) => step(1),
  '=': ({ step }) => step(1),
  '-': ({ step }) => step(-1),
  '0': ({ fit }) => fit(),
}

function ZoomButtons({ of: { step, fit, isSmallest, isLargest, zoom } }: { of: Zooming }): ReactNode {
  const icon = { size: 16, stroke: 1.8, 'aria-hidden': true } as const
  return (
    <div className={classes.zoom} role="group" aria-label={words.zoom.label}>
      <button type="button" aria-label={words.zoom.out} title="-" disabled={isSmallest} onClick={() => step(-1)}>
        <IconMinus {...icon} />
      </button>
      <button type="button" aria-label={words.zoom.in} title="+" disabled={isLargest} onClick={() => step(1)}>
        <IconPlus {...icon} />
      </button>
      <button type="button" aria-label={words.zoom.fit} title="0" onClick={fit}>
        <IconMaximize {...icon} />
      </button>
      <span role="status" className={classes.size}>
        {zoom === null ? '' : words.zoom.now(Math.round(zoom * 100))}
      </span>
    </div>
  )
}

function goToActive(region: HTMLDivElement): void {
  const here = mostUrgent.map((tone) => region.querySelector(`[data-here=${tone}]`)).find((each) => each)
  if (!here) return
  const [box, place] = [region.getBoundingClientRect(), here.getBoundingClientRect()]
  region.scrollLeft += place.left + place.width / 2 - (box.left + box.width / 2)
  region.scrollTop += place.top + place.height / 2 - (box.top + box.height / 2)
}

/** The mouse takes hold of the picture; fingers scroll it by themselves. */
function drag(event: PointerEvent<HTMLDivElement>): void {
  if (event.pointerType !== 'mouse' || event.button !== 0) return
  const region = event.currentTarget
  const [x, y, left, top] = [event.clientX, event.clientY, region.scrollLeft, region.scrollTop]
  const holding = new AbortController()
  const move = ({ clientX, clientY }: globalThis.PointerEvent) => {
    region.dataset['moving'] = 'true'
    region.scrollTo(left + x - clientX, top + y - clientY)
  }
  const end = ({ clientX, clientY }: globalThis.PointerEvent) => {
    holding.abort()
    delete region.dataset['moving']
    // Where it was let go after a way lies a node: its link was not meant.
    if (Math.hypot(clientX - x, clientY - y) > 4) region.addEventListener('click', stop, { capture: true, once: true })
    setTimeout(() => region.removeEventListener('click', stop, { capture: true }))
  }
  const { signal } = holding
  window.addEventListener('pointermove', move, { signal })
  window.addEventListener('pointerup', end, { signal })
  window.addEventListener('pointercancel', end, { signal })
}

function stop(event: Event): void {
  event.preventDefault()
  event.stopPropagation()
}
