import { useEffect, useRef, useSyncExternalStore } from 'react'

type Keys = Readonly<Record<string, () => void>>

const place = 'handover.single-keys'
const readers = new Set<() => void>()

/** Whether single letters act: people who dictate or tremble turn them off. */
export function useSingleKeys(): [boolean, (on: boolean) => void] {
  const on = useSyncExternalStore(subscribe, areOn, () => true)
  return [on, turn]
}

/**
 * Lets keys act while the component is shown: `{ c: start, 'g i': openInbox }`. Silent inside fields and dialogs, with
 * modifiers, and when single keys are turned off.
 */
export function useKeys(keys: Keys): void {
  const latest = useRef(keys)
  useEffect(() => {
    latest.current = keys
  })
  useEffect(() => {
    let first = ''
    const press = (event: KeyboardEvent): void => {
      if (!areOn() || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
      if (isBusy(event.target)) return
      const key = event.key.toLowerCase()
      const shifted = event.shiftKey ? latest.current[`shift ${key}`] : undefined
      const act = shifted ?? latest.current[`${first} ${key}`.trim()] ?? latest.current[key]
      first = key === 'g' ? 'g' : ''
      if (act === undefined) return
      event.preventDefault()
      act()
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [])
}

/** Lets Ctrl or ⌘ with K act, wherever the focus is. It is the one key of the browser's own that is taken over. */
export function useJumpKey(act: () => void): void {
  const latest = useRef(act)
  useEffect(() => {
    latest.current = act
  })
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return
      event.preventDefault()
      if (!event.repeat) latest.current()
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [])
}

/**
 * Lets Ctrl or ⌘ with Enter act, inside fields as well; silent in dialogs and menus, and while the keys are held. With
 * Shift one wants to go on to the next.
 */
export function useSubmitKey(act: ((andNext: boolean) => void) | undefined): void {
  const latest = useRef(act)
  useEffect(() => {
    latest.current = act
  })
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || latest.current === undefined) return
      if (event.target instanceof Element && event.target.closest('[role="dialog"], [role="menu"]') !== null) return
      event.preventDefault()
      if (!event.repeat) latest.current(event.shiftKey)
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [])
}

function isBusy(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  return target.isContentEditable || target.closest(`${writing}, [role="dialog"], [role="menu"]`) !== null
}

/** Where letters are written: a box that is checked takes none. */
const writing = 'input:not([type="checkbox"]), textarea, select'

const areOn = (): boolean => localStorage.getItem(place) !== 'off'

function turn(on: boolean): void {
  localStorage.setItem(place, on ? 'on' : 'off')
  for (const each of readers) each()
}

function subscribe(reader: () => void): () => void {
  readers.add(reader)
  return () => readers.delete(reader)
}
