/** A folder with a configuration, and the real command line in it. */
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const program = join(import.meta.dirname, '../../src/cli/handover.ts')
const modules = join(import.meta.dirname, '../../../../node_modules')

export interface Terminal {
  readonly folder: string
  write(file: string, text: string): void
  /** Runs a module that stands there. */
  run(file: string): void
  handover(...given: string[]): { readonly code: number | null; readonly says: string; readonly refuses: string }
  /** The documents that it prints, one per line; nothing stands beside them. */
  json(...given: string[]): any[]
  /** One that goes on until it is told to stop. */
  begin(...given: string[]): Running
  remove(): void
}
export interface Running {
  /** Answers when it has said this. */
  said(text: string): Promise<void>
  signal(name: 'SIGTERM' | 'SIGINT'): void
  readonly ended: Promise<{ readonly code: number | null; readonly says: string; readonly refuses: string }>
}

export function openTerminal(): Terminal {
  const folder = mkdtempSync(join(tmpdir(), 'handover-terminal-'))
  symlinkSync(modules, join(folder, 'node_modules'), 'junction')
  const begun: ReturnType<typeof spawn>[] = []
  const write = (file: string, text: string) => writeFileSync(join(folder, file), text)
  write('package.json', '{ "type": "module" }')
  const call = (given: readonly string[]) => ['--conditions=source', program, ...given]
  const handover = (...given: string[]) => {
    const run = spawnSync(process.execPath, call(given), { cwd: folder, encoding: 'utf8' })
    return { code: run.status, says: run.stdout, refuses: run.stderr }
  }
  return {
    folder,
    write,
    handover,
    run: (file) =>
      void execFileSync(process.execPath, ['--conditions=source', file], {
        cwd: folder,
        stdio: ['ignore', 'pipe', 'inherit'],
      }),
    json(...given) {
      const { says, refuses } = handover(...given, '--json')
      if (refuses !== '') throw new Error(refuses)
      return says
        .split('\n')
        .slice(0, -1)
        .map((line) => JSON.parse(line))
    },
    begin(...given) {
      const child = spawn(process.execPath, call(given), { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] })
      begun.push(child)
      let [says, refuses] = ['', '']
      const listeners = new Set<() => void>()
      child.stdout.on('data', (text: Buffer) => {
        says += text.toString()
        for (const listen of listeners) listen()
      })
      child.stderr.on('data', (text: Buffer) => void (refuses += text.toString()))
      const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, says, refuses }))
      return {
        ended,
        signal: (name) => void child.kill(name),
        said: (text) =>
          new Promise((resolve, reject) => {
            const listen = () => says.includes(text) && resolve()
            listeners.add(listen)
            listen()
            void ended.then((end) => reject(new Error(`It ended without '${text}': ${JSON.stringify(end)}`)))
          }),
      }
    },
    remove() {
      for (const child of begun) child.kill('SIGKILL')
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}
