export interface Point {
  readonly x: number
  readonly y: number
}

/** An orthogonal line with rounded corners, as an SVG path. */
export function roundedLine(points: readonly Point[], radius: number): string {
  return points
    .map((point, i) => {
      const [before, after] = [points[i - 1], points[i + 1]]
      if (before === undefined) return `M${at(point)}`
      if (after === undefined) return `L${at(point)}`
      return `L${at(toward(point, before, radius))} Q${at(point)} ${at(toward(point, after, radius))}`
    })
    .join(' ')
}

/** The head at the end of a line. */
export function arrowHead(points: readonly Point[]): string {
  const [tip, before] = [points.at(-1), points.at(-2)]
  if (tip === undefined || before === undefined) return ''
  const [dx, dy] = [Math.sign(tip.x - before.x), Math.sign(tip.y - before.y)]
  const left = { x: tip.x - dx * 7 - dy * 4, y: tip.y - dy * 7 - dx * 4 }
  const right = { x: tip.x - dx * 7 + dy * 4, y: tip.y - dy * 7 + dx * 4 }
  return `M${at(left)} L${at(tip)} L${at(right)}Z`
}

const round = (n: number): number => Math.round(n * 100) / 100
const at = ({ x, y }: Point): string => `${round(x)} ${round(y)}`

function toward(corner: Point, other: Point, radius: number): Point {
  const distance = Math.hypot(other.x - corner.x, other.y - corner.y)
  if (distance === 0) return corner
  const part = Math.min(radius, distance / 2) / distance
  return { x: corner.x + (other.x - corner.x) * part, y: corner.y + (other.y - corner.y) * part }
}
