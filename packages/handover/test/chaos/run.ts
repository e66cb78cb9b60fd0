/**
 * usage: npm run chaos -- [--database postgres|sqlite] [--queue embedded|pg-boss] [--processes N] [--workers N]
 *                         [--kill-every MS] [--stop-every MS] [--kill-for MS] [--seed N] [--json]
 * Ends with 1 when anything was lost, done twice, or does not go on.
 */
import { parseArgs } from 'node:util'
import { runChaos, type ChaosOptions, type ChaosReport } from './chaos.ts'

// What it started ends with it.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130))

const { options, json } = readOptions()
const report = await runChaos({ ...options, onProgress: (words) => console.error(words) })
console.log(json ? JSON.stringify(report) : inWords(report))
process.exitCode = report.violations.length > 0 ? 1 : 0

function readOptions(): { readonly options: ChaosOptions; readonly json: boolean } {
  const { values } = parseArgs({
    options: {
      database: { type: 'string', default: 'postgres' },
      queue: { type: 'string', default: 'embedded' },
      processes: { type: 'string', default: '5000' },
      workers: { type: 'string' },
      'kill-every': { type: 'string', default: '300' },
      'stop-every': { type: 'string', default: '10000' },
      'kill-for': { type: 'string', default: 'Infinity' },
      seed: { type: 'string', default: '1' },
      json: { type: 'boolean', default: false },
    },
  })
  const { database, queue } = values
  if (database !== 'postgres' && database !== 'sqlite') return refuse(`--database ${database}: use postgres or sqlite`)
  if (queue !== 'embedded' && queue !== 'pg-boss') return refuse(`--queue ${queue}: use embedded or pg-boss`)
  if (queue === 'pg-boss' && database === 'sqlite') return refuse('--queue pg-boss: needs --database postgres')
  const number = (name: string, value: string): number =>
    Number(value) >= 1 ? Number(value) : refuse(`--${name} ${value}: use a number from 1`)
  return {
    options: {
      database,
      queue,
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
