import { createContext } from 'react'

/** Whether theme, queries and words are there already: in the desk they are, in another application each part brings them. */
export const InsideContext = createContext(false)
