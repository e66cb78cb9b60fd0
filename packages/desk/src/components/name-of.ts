/** What people call a process: its summary, or its flow and number where the flow writes none. */
export const nameOf = (process: Named): string =>
  process.summary === '' ? `${process.flowTitle} #${process.number}` : process.summary

interface Named {
  readonly summary: string
  readonly flowTitle: string
  readonly number: number
}
