const day = 24 * 60 * 60 * 1000

/** Working days around a request: a few before, all of it, a few after. */
export function daysAround(from: string, to: string): readonly string[] {
  const days: string[] = []
  const last = Date.parse(to) + 2 * day
  for (let at = Date.parse(from) - 6 * day; at <= last; at += day) {
    const weekday = new Date(at).getUTCDay()
    if (weekday !== 0 && weekday !== 6) days.push(new Date(at).toISOString().slice(0, 10))
  }
  return days
}

export const isMonday = (date: string): boolean => new Date(date).getUTCDay() === 1

export const monthOf = (date: string): string =>
  new Date(date).toLocaleDateString('en-GB', { month: 'long', timeZone: 'UTC' })
