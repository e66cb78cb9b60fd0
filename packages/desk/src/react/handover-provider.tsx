import type { Client } from 'handover/client'
import { createContext, useContext, useMemo, type ReactNode } from 'react'
import { askThrough } from '../api/client.ts'
import { useLive } from '../api/live/live.ts'
import { queryClient } from '../app/query-client.ts'
import type { OwnComponents } from '../components/own/own-components.ts'

/** What a part leads to. */
export type Place = { readonly task: string } | { readonly process: string }

export interface HandoverProviderProps {
  /** One server for all parts of a page: `createClient({ baseUrl: '/flow' })` of `handover/client`. */
  readonly client: Client
  /** The address in your application of a task or a process; where it gives none, or is left out, nothing leads there. */
  readonly linkTo?: (place: Place) => string | undefined
  /** Follows an address without leaving the page, as your router does; left out, the browser follows it. */
  readonly navigate?: (address: string) => void
  /** As the device, unless your application decides. */
  readonly colorScheme?: 'light' | 'dark' | 'auto'
  /** Whether the parts keep themselves current by a stream of changes; else they look every so often. False by default. */
  readonly live?: boolean
  /** Components of your own, by the name that a node gives. */
  readonly components?: OwnComponents
  readonly children: ReactNode
}

type Handover = Omit<HandoverProviderProps, 'children' | 'live'>
const HandoverContext = createContext<Handover | undefined>(undefined)

/**
 * Around the parts of the desk that stand in an application of your own.
 *
 * @example
 * <HandoverProvider client={client} linkTo={(place) => ('task' in place ? `/work/${place.task}` : `/cases/${place.process}`)}>
 *   <Inbox />
 * </HandoverProvider>
 */
export function HandoverProvider({ children, live = false, ...given }: HandoverProviderProps): ReactNode {
  const { client, linkTo, navigate, colorScheme, components } = given
  // Before the children ask for anything: what was read from another server must not be shown.
  useMemo(() => {
    askThrough(client)
    queryClient.clear()
  }, [client])
  useLive(queryClient, live)
  const value = useMemo<Handover>(
    () => ({
      client,
      ...(linkTo && { linkTo }),
      ...(navigate && { navigate }),
      ...(colorScheme && { colorScheme }),
      ...(components && { components }),
    }),
    [client, linkTo, navigate, colorScheme, components],
  )
  return <HandoverContext value={value}>{children}</HandoverContext>
}

export function useHandover(): Handover {
  const handover = useContext(HandoverContext)
  if (handover === undefined) {
    throw new Error('A part of the desk stands outside of <HandoverProvider client={…}>: put it around it.')
  }
  return handover
}

/** Where the application shows a place; undefined where it shows none, as for the parts inside of the desk. */
export function useLinkTo(): (place: Place) => string | undefined {
  return useContext(HandoverContext)?.linkTo ?? nowhere
}
const nowhere = () => undefined
