import { useRef, type RefObject } from 'react'
import { useKeys } from './keys.ts'

/** J, K and the arrows move the focus over the links marked `data-row` inside the referenced element. */
export function useRowKeys<E extends HTMLElement>(): RefObject<E | null> {
  const box = useRef<E>(null)
  const move = (by: 1 | -1) => () => {
    const rows = [...(box.current?.querySelectorAll<HTMLElement>('[data-row]') ?? [])]
    const at = rows.findIndex((row) => row === document.activeElement)
    rows[at < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, at + by))]?.focus()
  }
  useKeys({ j: move(1), k: move(-1), arrowdown: move(1), arrowup: move(-1) })
  return box
}
