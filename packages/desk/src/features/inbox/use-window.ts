import { useEffect, useLayoutEffect, useState } from 'react'

export interface Window {
  /** What is in sight of a box that scrolls, in pixels from its top; a little coarse, so that not every step is told. */
  readonly top: number
  readonly bottom: number
  /** How high a row is: measured, since it differs by the width of the page and the size of the text. */
  readonly row: number
}

const step = 240
/** Rows beyond the edges that are there already, so that nothing is blank while one scrolls. */
const beyond = 720
const rowToBegin = 40

/** Which part of a long list has to be there. Rows carry `data-task`, and are all as high as the first. */
export function useWindow(box: HTMLElement | null): Window {
  const [seen, setSeen] = useState({ top: 0, height: 1200 })
  const [row, setRow] = useState(rowToBegin)
  useEffect(() => {
    if (box === null) return
    const look = (): void => {
      const top = Math.floor(box.scrollTop / step) * step
      const height = box.clientHeight
      setSeen((before) => (before.top === top && before.height === height ? before : { top, height }))
    }
    const observer = new ResizeObserver(look)
    observer.observe(box)
    box.addEventListener('scroll', look, { passive: true })
    look()
    return () => {
      observer.disconnect()
      box.removeEventListener('scroll', look)
    }
  }, [box])
  // After every render: another width may have made cards of rows.
  useLayoutEffect(() => {
    const height = box?.querySelector<HTMLElement>('[data-task]')?.getBoundingClientRect().height
    if (height !== undefined && height > 0 && Math.abs(height - row) > 0.1) setRow(height)
  })
  return { top: seen.top - beyond, bottom: seen.top + step + seen.height + beyond, row }
}
