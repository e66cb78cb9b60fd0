/** How large a picture is drawn: 1 is its natural size; null leaves it to the page. */
export type Zoom = number | null

const steps = [0.25, 0.35, 0.5, 0.7, 1, 1.4, 2] as const
const [smallest, largest] = [steps[0], steps[steps.length - 1]!]

/** The next step from where it is now; the same at either end. */
export function nextZoom(now: number, by: 1 | -1): number {
  // A little away from a step counts as on it: wheels and fingers stop anywhere.
  const near = 0.02
  const further = by === 1 ? steps.filter((step) => step > now + near) : steps.filter((step) => step < now - near)
  return (by === 1 ? further[0] : further.at(-1)) ?? now
}

export const zoomWithin = (zoom: number): number => Math.min(largest, Math.max(smallest, zoom))
