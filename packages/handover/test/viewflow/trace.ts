import type { Driver, Named } from '../driver.ts'

/** What became of each visit, in order of creation: `approve: done`, or `wait: canceled, withdrawn`. */
export async function trace(driver: Driver, process: Named): Promise<readonly string[]> {
  const tasks = await driver.tasks({ process })
  return tasks.map(({ node, status, reason }) => `${node}: ${status}${reason === null ? '' : `, ${reason}`}`)
}
