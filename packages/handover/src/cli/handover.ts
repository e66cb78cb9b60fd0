#!/usr/bin/env node
/** The command line: `handover help` lists what it can do. */
import { readFileSync } from 'node:fs'
import { error, isHandoverError } from '../errors.ts'
import { nearest } from '../flow/nearest.ts'
import { check } from './check.ts'
import type { Command, Commands } from './command.ts'
import { draw } from './draw.ts'
import { help, helpOf } from './help.ts'
import { incidents } from './incidents.ts'
import { migrate } from './migrate.ts'
import { parseArguments } from './parse-arguments.ts'
import { processes } from './processes.ts'
import { prune } from './prune.ts'
import { tasks } from './tasks.ts'
import { work } from './work.ts'

const commands: Commands = { migrate, check, draw, work, processes, tasks, incidents, prune }

// Whoever reads has heard enough, as in `handover processes | head`: what is done is done nevertheless.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (failure: NodeJS.ErrnoException) => {
    if (failure.code !== 'EPIPE') throw failure
  })

try {
  await run(process.argv.slice(2))
} catch (thrown) {
  // A refusal says what is wrong and what to do; the stack would only hide it. Whatever else is thrown needs its stack.
  console.error(isHandoverError(thrown) ? thrown.message : thrown)
  process.exitCode = isCalledWrongly(thrown) ? 2 : 1
}

async function run([name = 'help', ...rest]: readonly string[]): Promise<void> {
  if (name === '--version' || name === '-v') return console.log(version())
  const isHelp = ['help', '--help', '-h'].includes(name)
  if (isHelp && rest.length === 0) return void process.stdout.write(help(commands))
  const found = find(isHelp ? rest : [name, ...rest])
  if (isHelp || found.rest.includes('--help') || found.rest.includes('-h'))
    return void process.stdout.write(helpOf(found.name, found.command))
  await found.command.run(parseArguments(found.name, found.command, found.rest))
}

interface Found {
  readonly name: string
  readonly command: Command
  readonly rest: readonly string[]
}

/** The command that the words name, with those that follow it. */
function find([name = '', ...rest]: readonly string[]): Found {
  const command = own(commands, name)
  if (command === undefined)
    throw error('ARGUMENT_INVALID', { argument: name, near: nearest(name, Object.keys(commands)) })
  const more = own(command.commands ?? {}, rest[0] ?? '')
  return more === undefined
    ? { name, command, rest }
    : { name: `${name} ${rest[0]}`, command: more, rest: rest.slice(1) }
}

function own(some: Commands, name: string): Command | undefined {
  return Object.hasOwn(some, name) ? some[name] : undefined
}

/** What stands on the command line is at fault, not what it was to do. */
function isCalledWrongly(thrown: unknown): boolean {
  if (!isHandoverError(thrown)) return false
  const { code, details } = thrown
  return code === 'ARGUMENT_INVALID' || (code === 'OPTION_INVALID' && /^(--|<)/.test(String(details['option'])))
}

function version(): string {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))
  return version
}
