import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Connection } from '../../../src/storage/sqlite/connection.ts'
import { sqliteStore } from '../../../src/storage/sqlite.ts'
import { dumpTables } from '../../dump.ts'
import type { CrashSite } from './site.ts'

/**
 * The files are taken as they lie on the disk after that statement: a program that is killed leaves them so, with a
 * transaction in the write-ahead log that nobody will commit. Whatever the dead server does then throws.
 */
export function sqliteSite(): CrashSite {
  const folder = mkdtempSync(join(tmpdir(), 'handover-crash-'))
  const [first, kept] = [join(folder, 'first.db'), join(folder, 'kept.db')]
  let run = 0
  const state = { limit: Infinity, count: 0, isArmed: false, isDead: false, die: () => {} }
  let death = Promise.withResolvers<void>()
  const fileOf = (what: string) => join(folder, `${what}${run}.db`)
  state.die = () => {
    state.isDead = true
    copyDatabase(fileOf('run'), fileOf('left'))
    death.resolve()
  }
  const restore = watchStatements(state)
  return {
    async begin() {
      remove(first)
      remove(kept)
      const store = sqliteStore({ file: first })
      await store.migrate()
      await store.close()
      return { file: first }
    },
    async keep() {
      // Nobody has it open: the log is in the file.
      copyDatabase(first, kept)
    },
    async reset() {
      remove(fileOf('run'))
      remove(fileOf('left'))
      run++
      Object.assign(state, { limit: Infinity, count: 0, isArmed: false, isDead: false })
      death = Promise.withResolvers()
      copyDatabase(kept, fileOf('run'))
      const place = { file: fileOf('run') }
      return { place, watched: place }
    },
    arm(statements) {
      Object.assign(state, { limit: statements, count: 0, isArmed: true })
    },
    get count() {
      return state.count
    },
    get death() {
      return death.promise
    },
    get isDead() {
      return state.isDead
    },
    async survive() {
      const left = { file: fileOf(state.isDead ? 'left' : 'run') }
      Object.assign(state, { isArmed: false, isDead: false })
      return left
    },
    async look(left) {
      const store = sqliteStore(left as { file: string })
      const dump = await dumpTables(store.database)
      await store.close()
      return dump
    },
    async uncounted(body) {
      const { isArmed } = state
      state.isArmed = false
      return body().finally(() => (state.isArmed = isArmed))
    },
    async close() {
      restore()
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

interface Watch {
  limit: number
  count: number
  isArmed: boolean
  isDead: boolean
  die(): void
}

const methods = ['all', 'arrays', 'run', 'execute'] as const

/** Stands at every statement of every connection of this program. */
function watchStatements(watch: Watch): () => void {
  const prototype = Connection.prototype as unknown as Record<string, (...given: unknown[]) => unknown>
  const originals = methods.map((name) => [name, prototype[name]!] as const)
  for (const [name, original] of originals)
    prototype[name] = function (...given) {
      if (!watch.isArmed) return original.apply(this, given)
      if (watch.isDead) throw new Error('the program is dead')
      const dies = () => {
        if (watch.count < watch.limit) return
        watch.die()
        throw new Error('the program has died')
      }
      dies()
      const answer = original.apply(this, given)
      watch.count++
      dies()
      return answer
    }
  return () => {
    for (const [name, original] of originals) prototype[name] = original
  }
}

function copyDatabase(from: string, to: string): void {
  for (const part of ['', '-wal', '-shm']) if (existsSync(from + part)) copyFileSync(from + part, to + part)
}
function remove(file: string): void {
  for (const part of ['', '-wal', '-shm']) rmSync(file + part, { force: true })
}
