import { IconAlertTriangleFilled, IconPlayerPause } from '@tabler/icons-react'
import { useEffect, useRef, type ReactNode } from 'react'
import classes from './refusal.module.css'
import { told } from './told.ts'

interface NoticeProps {
  readonly title: ReactNode
  readonly children?: ReactNode
  /** Takes the focus when it appears, so that nobody has to look for what went wrong. */
  readonly takesFocus?: boolean
  /** `held`: nothing went wrong, but nothing moves either. */
  readonly tone?: 'bad' | 'held'
}

/** What went wrong, or holds the work up, in a filled box; one of the two boxes that this desk has. */
export function Notice({ title, children, takesFocus = false, tone = 'bad' }: NoticeProps): ReactNode {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (takesFocus) box.current?.focus()
  }, [takesFocus])
  return (
    <div
      className={classes.refusal}
      data-tone={tone}
      role={tone === 'bad' ? 'alert' : 'status'}
      tabIndex={-1}
      ref={box}
    >
      {tone === 'bad' ? <IconAlertTriangleFilled size={16} aria-hidden /> : <IconPlayerPause size={16} aria-hidden />}
      <div>
        <b>{title}</b> {children}
      </div>
    </div>
  )
}

/** What the server refused: what happened, and what to do about it, in the server's words. */
export function Refusal({ error }: { error: unknown }): ReactNode {
  const { title, detail } = told(error)
  return (
    <Notice title={title} takesFocus>
      {detail}
    </Notice>
  )
}
