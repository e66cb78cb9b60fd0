import {
  IconAlertTriangleFilled,
  IconArrowBackUp,
  IconArrowLeft,
  IconBolt,
  IconCheck,
  IconClock,
  IconPlayerTrackNextFilled,
  IconRotateClockwise,
  IconX,
} from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from './flow-picture.module.css'
import type { Standing } from './picture-state.ts'

interface PictureBadgeProps {
  readonly standing: Standing
  readonly x: number
  readonly y: number
  /** On the border of another node: as large as that leaves room for. */
  readonly isSmall?: boolean
}

const icons: Partial<Readonly<Record<Standing, typeof IconCheck>>> = {
  done: IconCheck,
  fired: IconBolt,
  failed: IconAlertTriangleFilled,
  waiting: IconClock,
  armed: IconClock,
  revived: IconRotateClockwise,
  undone: IconArrowBackUp,
  skipped: IconPlayerTrackNextFilled,
  sentBack: IconArrowLeft,
  canceled: IconX,
}

/** The state again, as a shape on the corner. */
export function PictureBadge({ standing, x, y, isSmall = false }: PictureBadgeProps): ReactNode {
  const Icon = icons[standing]
  const isHeld = standing === 'held' || standing === 'running'
  const place = `translate(${x} ${y}) scale(${isSmall ? 0.75 : 1})`
  return (
    <g className={`${classes.badge} ${standing === 'unassigned' ? classes.hollow : ''}`} transform={place}>
      <circle className={classes.disc} r={9.5} />
      {Icon !== undefined && <Icon aria-hidden x={-6.5} y={-6.5} width={13} height={13} stroke={2.6} />}
      {isHeld && <path className={classes.half} d="M0 -5 a5 5 0 0 1 0 10z" />}
      {Icon === undefined && <circle className={classes.ring} r={5} />}
    </g>
  )
}
