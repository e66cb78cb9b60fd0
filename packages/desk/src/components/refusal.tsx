import { IconAlertTriangleFilled } from '@tabler/icons-react'
import { useEffect, useRef, type ReactNode } from 'react'
import classes from './refusal.module.css'
import { told } from './told.ts'

interface NoticeProps {
  readonly title: string
  readonly children?: ReactNode
  /** Takes the focus when it appears, so that nobody has to look for what went wrong. */
  readonly takesFocus?: boolean
}

/** What went wrong, in a filled box; one of the two boxes that this desk has. */
export function Notice({ title, children, takesFocus = false }: NoticeProps): ReactNode {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (takesFocus) box.current?.focus()
  }, [takesFocus])
  return (
    <div className={classes.refusal} role="alert" tabIndex={-1} ref={box}>
      <IconAlertTriangleFilled size={16} aria-hidden />
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
