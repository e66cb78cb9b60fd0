import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { flowQuery } from '../../api/queries.ts'
import { Consequences } from '../../components/consequences.tsx'
import { FlowPicture } from '../../components/picture/flow-picture.tsx'
import { startingState } from '../../components/picture/picture-state.ts'
import { Section } from '../../components/section.tsx'
import { words } from '../../components/words.ts'

/** The picture of a flow with the place where it is to be started, and what comes after that. */
export function WhatHappensNext({ flow, node }: { flow: string; node: string }): ReactNode {
  const { data } = useQuery(flowQuery(flow))
  return (
    <Section title={words.start.next}>
      {data && <FlowPicture title={data.title} picture={data.picture} states={startingState(node)} size="mini" />}
      <Consequences flow={flow} node={node} form={null} />
    </Section>
  )
}
