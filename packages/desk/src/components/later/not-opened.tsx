import { useEffect, useRef, type ReactNode } from 'react'
import { useSay } from '../message.tsx'
import { words } from '../words.ts'
import { TryAgain } from './try-again.tsx'

interface NotOpenedProps {
  readonly isOpen?: boolean
  readonly onClose?: () => void
  readonly onClosed?: () => void
}

/** For what opens over the page: says, each time that it is asked for, that its code did not come. */
export function NotOpened(props: NotOpenedProps): ReactNode {
  const { isOpen = true } = props
  const say = useSay()
  const tell = useRef(() => {})
  tell.current = () => {
    say({ text: words.later.part, way: <TryAgain /> })
    props.onClose?.()
    props.onClosed?.()
  }
  useEffect(() => {
    if (isOpen) tell.current()
  }, [isOpen])
  return null
}
