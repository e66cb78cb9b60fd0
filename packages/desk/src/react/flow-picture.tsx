import { useQuery } from '@tanstack/react-query'
import type { ProcessDetail } from 'handover/client'
import type { ReactNode } from 'react'
import { flowQuery, processQuery } from '../api/queries.ts'
import { LoadingRows } from '../components/more.tsx'
import { useNow } from '../components/now.ts'
import { FlowPicture as Picture, type NodeLink } from '../components/picture/flow-picture.tsx'
import { pictureState, takenEdges } from '../components/picture/picture-state.ts'
import { Refusal } from '../components/refusal.tsx'
import { useLinkTo } from './handover-provider.tsx'
import { PlaceLink } from './place-link.tsx'
import { Placed } from './placed.tsx'

export type FlowPictureProps = { readonly size?: 'full' | 'mini' } & (
  | { readonly flow: string; readonly process?: never }
  | { readonly process: string; readonly flow?: never }
)

/** The picture of a flow, or of where a process stands in it: full, its visited steps lead to where `linkTo` says. */
export function FlowPicture({ flow, process, size = 'full' }: FlowPictureProps): ReactNode {
  return (
    <Placed>{process === undefined ? <OfFlow {...{ flow, size }} /> : <OfProcess {...{ process, size }} />}</Placed>
  )
}

interface Sized {
  readonly size: 'full' | 'mini'
}

function OfProcess({ process: id, size }: Sized & { process: string }): ReactNode {
  const process = useQuery(processQuery(id))
  if (process.data !== undefined) return <OfFlow flow={process.data.flow} process={process.data} size={size} />
  return process.error ? <Refusal error={process.error} /> : <LoadingRows count={2} />
}

function OfFlow({ flow: name, process, size }: Sized & { flow: string; process?: ProcessDetail }): ReactNode {
  const flow = useQuery(flowQuery(name))
  const now = useNow()
  const linkTo = useLinkTo()
  if (flow.data === undefined) return flow.error ? <Refusal error={flow.error} /> : <LoadingRows count={2} />
  const { title, picture } = flow.data
  const stands = process && { states: pictureState(process.tasks, now), taken: takenEdges(process.tasks) }
  const link = ({ task, label, children }: NodeLink) =>
    linkTo({ task }) === undefined ? null : (
      <PlaceLink to={{ task }} label={label}>
        {children}
      </PlaceLink>
    )
  return <Picture title={title} picture={picture} size={size} {...stands} {...(size === 'full' && { link })} />
}
