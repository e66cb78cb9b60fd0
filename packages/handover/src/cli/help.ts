import type { Command, CommandOption } from './command.ts'

const start = `Handover: work handed from person to person to machine, inside your own database.

Usage: handover <command> [options]
`

/** All commands, or one with its options. */
export function help(commands: Readonly<Record<string, Command>>, name?: string): string {
  const command = name === undefined ? undefined : commands[name]
  if (command !== undefined) return helpOf(name!, command)
  const lines = Object.entries(commands).map(([each, { about, subject }]) => [called(each, subject), about] as const)
  const others = [
    ['help [command]', 'says this, or more about one command'],
    ['--version', 'says which version this is'],
  ] as const
  return `${start}\n${table([...lines, ...others])}`
}

function helpOf(name: string, { about, subject, options }: Command): string {
  const rows = Object.entries(options).map(([option, each]) => [`--${option}${valueOf(each)}`, each.about] as const)
  return `handover ${called(name, subject)}: ${about}.\n\n${table(rows)}`
}

const called = (name: string, subject: string | undefined) => (subject === undefined ? name : `${name} <${subject}>`)
const valueOf = ({ takes }: CommandOption) => (takes === undefined ? '' : ` <${takes.replace(/^an? /, '')}>`)

function table(rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(...rows.map(([left]) => left.length))
  return rows.map(([left, right]) => `  ${left.padEnd(width)}   ${right}\n`).join('')
}
