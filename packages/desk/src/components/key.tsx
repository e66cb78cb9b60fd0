import { IconArrowBigUp, IconCornerDownLeft } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from './key.module.css'

const apple = typeof navigator !== 'undefined' && /mac|iphone|ipad/i.test(navigator.userAgent)

/** The keys that do the same, as small caps beside a button; screen readers get them from the list of all keys. */
export function Key({ k, onAccent = false }: { k: string; onAccent?: boolean }): ReactNode {
  return (
    <span className={`${classes.keys} ${onAccent ? classes.onAccent : ''}`} aria-hidden>
      {k.split(' ').map((each) => (
        <kbd key={each}>{faceOf(each)}</kbd>
      ))}
    </span>
  )
}

// The signs of the Enter and Shift keys are missing in most fonts.
function faceOf(key: string): ReactNode {
  if (key === 'Enter') return <IconCornerDownLeft size={11} stroke={2} />
  if (key === 'Shift') return <IconArrowBigUp size={11} stroke={2} />
  return key === 'Ctrl' && apple ? '⌘' : key
}
