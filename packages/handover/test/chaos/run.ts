/**
 * usage: npm run chaos -- [--database postgres|sqlite] [--processes N] [--workers N] [--kill-every MS] [--stop-every MS]
 *                         [--kill-for MS] [--seed N] [--json]
 * Ends with 1 when anything was lost, done twice, or does not go on.
 */
import { parseArgs } from 'node:util'
import { runChaos, type ChaosOptions, type ChaosReport } from './chaos.ts'

const { options, json } = readOptions()
const report = await runChaos({ ...options, onProgress: (words) => console.error(words) })
console.log(json ? JSON.stringify(report) : inWords(report))
process.exitCode = report.violations.length > 0 ? 1 : 0

function readOptions(): { readonly options: ChaosOptions; readonly json: boolean } {
  const { values } = parseArgs({
    options: {
      database: { type: 'string', default: 'postgres' },
      processes: { type: 'string', default: '5000' },
      workers: { type: 'string' },
      'kill-every': { type: 'string', default: '300' },
      'stop-every': { type: 'string', default: '10000' },
      'kill-for': { type: 'string', default: 'Infinity' },
      seed: { type: 'string', default: '1' },
      json: { type: 'boolean', default: false },
    },
  })
  const { database } = values
  if (database !== 'postgres' && database !== 'sqlite') return refuse(`--database ${database}: use postgres or sqlite`)
  const number = (name: string, value: string): number =>
    Number(value) >= 1 ? Number(value) : refuse(`--${name} ${value}: use a number from 1`)
  return {
    options: {
      database,
      processes: number('processes', values.processes),
      // Two programs share a file.
      workers: number('workers', values.workers ?? (database === 'sqlite' ? '1' : '4')),
      killEvery: number('kill-every', values['kill-every']),
      stopEvery: number('stop-every', values['stop-every']),
      killFor: number('kill-for', values['kill-for']),
      seed: number('seed', values.seed),
    },
    json: values.json,
  }
}

function refuse(words: string): never {
  console.error(words)
  process.exit(2)
}

function inWords({ violations, figures, evidence }: ChaosReport): string {
  const lines = Object.entries(figures).map(([name, value]) => `${name} ${value}`)
  if (evidence === null) return [...lines, 'nothing lost, nothing twice, nothing stuck'].join('\n')
  const some = violations.slice(0, 20).map((violation) => `  ${violation}`)
  return [...lines, `${violations.length} violations; rows, ledger and logs lie in ${evidence}`, ...some].join('\n')
}
