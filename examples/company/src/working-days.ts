/** Days as ISO dates, without a clock and without a time zone. */
const milliseconds = 86_400_000
const moment = (day: string) => new Date(`${day}T00:00:00Z`)
const isWorkingDay = (date: Date) => date.getUTCDay() % 6 !== 0

/** How many working days lie from the first day to the last; 0 when they are the wrong way round. */
export function workingDays(firstDay: string, lastDay: string): number {
  let days = 0
  for (let at = moment(firstDay).getTime(); at <= moment(lastDay).getTime(); at += milliseconds) {
    if (isWorkingDay(new Date(at))) days += 1
  }
  return days
}

const written = (day: string, format: Intl.DateTimeFormatOptions) =>
  moment(day)
    .toLocaleDateString('en-GB', { ...format, timeZone: 'UTC' })
    .replace(',', '')

/** `1 day on Fri 27 Nov`, `6 days in December`, `10 days from 21 Dec`. */
export function daysInWords(days: number, firstDay: string, lastDay: string): string {
  if (days === 1) return `1 day on ${written(firstDay, { weekday: 'short', day: 'numeric', month: 'short' })}`
  return firstDay.slice(0, 7) === lastDay.slice(0, 7)
    ? `${days} days in ${written(firstDay, { month: 'long' })}`
    : `${days} days from ${written(firstDay, { day: 'numeric', month: 'short' })}`
}
