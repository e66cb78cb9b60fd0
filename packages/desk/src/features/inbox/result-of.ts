import type { ListedTask } from 'handover/client'

/** What became of it, where the flow says so: "Approved". */
export const resultOf = ({ summary, process }: ListedTask): string | undefined =>
  summary === '' || summary === process.summary ? undefined : summary
