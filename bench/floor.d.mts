/** The types of the hand-written floor, which stays as it is. */
import type pg from 'pg'

export function measureFloor(options: {
  database: string
  flow: string
  concurrency?: number
  count?: number
  url?: string
  file?: string
  pg?: typeof pg
}): Promise<{ database: string; flow: string; concurrency: number; perSecond: number }>
