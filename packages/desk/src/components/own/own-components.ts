import { createContext, useContext, type ComponentType } from 'react'

/** The application's own components by the name that a node gives: `n.view({ fields, component: 'insure' })`. */
export type OwnComponents = Readonly<Record<string, ComponentType>>

const none: OwnComponents = {}

export const OwnComponentsContext = createContext<OwnComponents>(none)

export const useOwnComponents = (): OwnComponents => useContext(OwnComponentsContext)
