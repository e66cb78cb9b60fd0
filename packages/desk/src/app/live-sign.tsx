import { IconPlugConnectedX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useLiveState } from '../api/live/live.ts'
import { words } from '../components/words.ts'
import classes from './live-sign.module.css'

/** Says that changes are not told at the moment; nothing while they are. */
export function LiveSign(): ReactNode {
  const isLost = useLiveState() === 'lost'
  return (
    <div role="status" className={classes.place}>
      {isLost && (
        <span className={classes.sign}>
          <IconPlugConnectedX size={15} stroke={1.7} aria-hidden />
          {words.live.lost}
        </span>
      )}
    </div>
  )
}
