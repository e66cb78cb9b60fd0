import type { Point } from './picture.ts'

/** An orthogonal line with round corners, as the data of a path. */
export function line(points: readonly Point[], radius: number): string {
  return points
    .map((point, i) => {
      const [before, after] = [points[i - 1], points[i + 1]]
      if (!before) return `M${point.x} ${point.y}`
      if (!after) return `L${point.x} ${point.y}`
      const [start, end] = [toward(point, before, radius), toward(point, after, radius)]
      return `L${start.x} ${start.y}Q${point.x} ${point.y} ${end.x} ${end.y}`
    })
    .join('')
}

function toward(from: Point, to: Point, radius: number): Point {
  const distance = Math.abs(to.x - from.x) + Math.abs(to.y - from.y)
  const part = Math.min(radius, distance / 2) / (distance || 1)
  return { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part }
}

/** The head at its end. */
export function arrow(points: readonly Point[]): string {
  const [tip, before] = [points.at(-1)!, points.at(-2)!]
  const [dx, dy] = [Math.sign(tip.x - before.x), Math.sign(tip.y - before.y)]
  const [x, y] = [tip.x - dx * 7, tip.y - dy * 7]
  return `M${x - dy * 4} ${y - dx * 4}L${tip.x} ${tip.y}L${x + dy * 4} ${y + dx * 4}Z`
}
