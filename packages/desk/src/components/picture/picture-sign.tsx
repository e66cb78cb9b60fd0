import type { Picture } from 'handover/client'
import { signDrawings } from 'handover/notation/signs'
import type { ReactNode } from 'react'
import classes from './flow-picture.module.css'

export type Sign = NonNullable<Picture['nodes'][number]['sign']>
export type Marker = Picture['nodes'][number]['markers'][number]

interface PictureSignProps {
  readonly of: Sign | Marker
  /** Its middle. */
  readonly x: number
  readonly y: number
  readonly size: number
  readonly isFilled?: boolean
}

/** A sign as the pictures of `handover draw` have it; filled, its details are cut out. */
export function PictureSign({ of, x, y, size, isFilled = false }: PictureSignProps): ReactNode {
  const { outline, detail, isSolid = false } = signDrawings[of]
  const place = `translate(${x - size / 2} ${y - size / 2}) scale(${size / 24})`
  return (
    <g className={`${classes.sign} ${isFilled || isSolid ? classes.solid : ''}`} transform={place}>
      <path d={outline} />
      {detail !== undefined && <path d={detail} />}
    </g>
  )
}
