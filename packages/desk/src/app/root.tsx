import type { ReactNode } from 'react'
import { MessageRoom } from '../components/message.tsx'
import { Frame } from './frame.tsx'

/** The frame, with the place where messages stand. */
export function Root(): ReactNode {
  return (
    <MessageRoom>
      <Frame />
    </MessageRoom>
  )
}
