import { createContext, useContext, useEffect, useState, type ReactNode } from 'react'
import classes from './message.module.css'

interface Message {
  readonly text: string
  /** A way on, such as a link to the process. */
  readonly way?: ReactNode
}
type Say = (message: Message) => void

const shownFor = 6000
const SayContext = createContext<Say>(() => undefined)

/** Says in one line at the bottom what was done. */
export function useSay(): Say {
  return useContext(SayContext)
}

/** Where messages stand: at the bottom left, for six seconds, the last one only. */
export function MessageRoom({ children }: { children: ReactNode }): ReactNode {
  const [message, setMessage] = useState<Message & { at: number }>()
  useEffect(() => {
    if (message === undefined) return
    const timer = setTimeout(() => setMessage(undefined), shownFor)
    return () => clearTimeout(timer)
  }, [message])
  const say: Say = (next) => setMessage({ ...next, at: Date.now() })
  return (
    <SayContext value={say}>
      {children}
      <div className={classes.place} role="status">
        {message && (
          <p className={classes.message} key={message.at}>
            <span>{message.text}</span>
            {message.way}
          </p>
        )}
      </div>
    </SayContext>
  )
}
