import { useEffect, useState } from 'react'

let wasShown = false

/** Whether what stands around the rows may be fetched: when rows are there for the first time, and always after that. */
export function useSurroundings(hasRows: boolean): boolean {
  const [isShown, setShown] = useState(wasShown)
  useEffect(() => {
    if (!hasRows || isShown) return
    // After these rows are drawn: their page is not to share the line with anything.
    const timer = setTimeout(() => {
      wasShown = true
      setShown(true)
    })
    return () => clearTimeout(timer)
  }, [hasRows, isShown])
  return isShown
}
