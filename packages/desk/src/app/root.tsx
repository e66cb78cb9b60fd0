import { useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useLive } from '../api/live/live.ts'
import { MessageRoom } from '../components/message.tsx'
import { Frame } from './frame.tsx'
import { MissingTexts } from './missing-texts.tsx'

/** The frame, with the place where messages stand. */
export function Root(): ReactNode {
  useLive(useQueryClient())
  return (
    <MessageRoom>
      <Frame />
      <MissingTexts />
    </MessageRoom>
  )
}
