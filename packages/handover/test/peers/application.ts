/** An application in a folder of its own, with all the packages of this repository but some. */
import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import manifest from '../../package.json' with { type: 'json' }

const repository = join(import.meta.dirname, '../../../..')

/** What nobody has to install who does not use it. */
export const peers = ['pg', 'pg-boss', '@opentelemetry/api', 'vitest'] as const

export interface Application {
  /** Runs a module; `handover/postgres` and the others stand for themselves in it. Answers with what it prints. */
  run(code: string): Promise<string>
  /** A package of this code alone. */
  install(name: string, code: string): void
  remove(): void
}

export function applicationWithout(missing: readonly string[]): Application {
  const folder = mkdtempSync(join(tmpdir(), 'handover-peers-'))
  const modules = join(folder, 'node_modules')
  const installed = join(repository, 'node_modules')
  const all = readdirSync(installed).filter((name) => !name.startsWith('.'))
  const names = all.flatMap((name) =>
    name.startsWith('@') ? readdirSync(join(installed, name)).map((one) => `${name}/${one}`) : [name],
  )
  for (const name of names.filter((each) => !missing.includes(each) && each !== 'handover')) {
    mkdirSync(join(modules, dirname(name)), { recursive: true })
    symlinkSync(join(installed, name), join(modules, name))
  }
  // Not inside of node_modules: Node reads no TypeScript there.
  symlinkSync(join(repository, 'packages/handover'), join(folder, 'handover'))
  return {
    run(code) {
      const file = join(folder, 'application.mjs')
      writeFileSync(
        file,
        code.replaceAll(/'handover((?:\/[\w-]+)*)'/g, (_, path: string) => `'${entryOf(path)}'`),
      )
      const given = ['--preserve-symlinks', '--preserve-symlinks-main', file]
      return new Promise((resolve, reject) => {
        execFile(process.execPath, given, { timeout: 60_000 }, (failure, out, err) =>
          failure === null ? resolve(out.trim()) : reject(new Error(err, { cause: failure })),
        )
      })
    },
    install(name, code) {
      mkdirSync(join(modules, name), { recursive: true })
      writeFileSync(join(modules, name, 'package.json'), JSON.stringify({ name, type: 'module', main: 'index.js' }))
      writeFileSync(join(modules, name, 'index.js'), code)
    },
    remove: () => rmSync(folder, { recursive: true }),
  }
}

/** `/sqlite` as the package exports it. */
function entryOf(path: string): string {
  const { source } = (manifest.exports as Readonly<Record<string, any>>)[`.${path}`] as { readonly source: string }
  return `./handover/${source}`
}
