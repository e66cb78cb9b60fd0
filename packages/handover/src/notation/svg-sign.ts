import type { Point } from './picture.ts'
import type { Marker, Sign } from './sign.ts'
import { signDrawings } from './sign-drawings.ts'

/** A sign around its middle; filled, its details are cut out. */
export function drawSign(sign: Sign | Marker, { x, y, size }: SignPlace, isFilled = false): string {
  const { outline, detail, isSolid } = signDrawings[sign]
  const scale = size / 24
  const place = `translate(${x - size / 2} ${y - size / 2}) scale(${Math.round(scale * 1000) / 1000})`
  const lines = detail === undefined ? '' : `<path d="${detail}"/>`
  return `<g class="${isFilled || isSolid ? 'sign solid' : 'sign'}" transform="${place}"><path d="${outline}"/>${lines}</g>`
}
interface SignPlace extends Point {
  readonly size: number
}
