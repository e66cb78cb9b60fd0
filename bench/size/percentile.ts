/** The value that so many of a hundred do not exceed. */
export function percentile(values: readonly number[], of: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil((of / 100) * sorted.length) - 1)] ?? 0
}

/** To two digits, for people. */
export const rounded = (value: number): number => Math.round(value * 100) / 100
