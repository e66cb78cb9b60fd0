#!/usr/bin/env node
/** The command line: `handover migrate`, `handover check`, `handover draw`, `handover help`. */
import { readFileSync } from 'node:fs'
import { error, isHandoverError } from '../errors.ts'
import { nearest } from '../flow/nearest.ts'
import { check } from './check.ts'
import type { Command } from './command.ts'
import { draw } from './draw.ts'
import { help } from './help.ts'
import { migrate } from './migrate.ts'
import { parseArguments } from './parse-arguments.ts'

const commands: Readonly<Record<string, Command>> = { migrate, check, draw }

try {
  await run(process.argv.slice(2))
} catch (thrown) {
  // A refusal says what is wrong and what to do; the stack would only hide it. Whatever else is thrown needs its stack.
  console.error(isHandoverError(thrown) ? thrown.message : thrown)
  process.exitCode = 1
}

async function run([name = 'help', ...rest]: readonly string[]): Promise<void> {
  if (name === '--version' || name === '-v') return console.log(version())
  const isHelp = ['help', '--help', '-h'].includes(name)
  if (isHelp && rest.length === 0) return void process.stdout.write(help(commands))
  const command = commandOf(isHelp ? rest[0]! : name)
  if (isHelp || rest.includes('--help') || rest.includes('-h'))
    return void process.stdout.write(help(commands, isHelp ? rest[0] : name))
  await command.run(parseArguments(name, command, rest))
}

function commandOf(name: string): Command {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (command === undefined)
    throw error('ARGUMENT_INVALID', { argument: name, near: nearest(name, Object.keys(commands)) })
  return command
}

function version(): string {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))
  return version
}
