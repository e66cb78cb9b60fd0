import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Actor } from 'handover'
import { createClient, type Client } from 'handover/client'

const person = (id: string, name: string, ...permissions: string[]): Actor => ({ id, name, permissions })
export const ben = person('ben', 'Ben Adler', 'letter.work', 'letter.view')
export const maria = person('maria', 'Maria Novak', 'letter.work', 'letter.view')
export const olga = person('olga', 'Olga Keller', 'letter.manage')
export const people: readonly Actor[] = [ben, maria, olga]

export interface LetterPlace {
  readonly database: { readonly url: string } | { readonly file: string }
  /** 0 takes any free port. */
  readonly port: number
  /** Whether it runs jobs. */
  readonly work: boolean
}
/** How far the printer is. */
export type Printing = 'printed' | { readonly done: number; readonly note: string }

export interface LetterServer {
  readonly url: string
  /** What somebody does through this server. */
  readonly as: (who: Actor) => Client
  /** Answers when the job has begun. */
  readonly untilPrinting: () => Promise<unknown>
  readonly print: (now: Printing) => void
  readonly kill: () => Promise<void>
}

const program = join(import.meta.dirname, 'letter-server.ts')

/** Starts a program of the operating system that serves a desk. */
export async function startLetterServer(place: LetterPlace): Promise<LetterServer> {
  const child = spawn(process.execPath, ['--conditions=source', program, JSON.stringify(place)], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const [url] = (await said(child)) as [string]
  const printing = once(child, 'message')
  return {
    url,
    as: ({ id }) => createClient({ baseUrl: url, headers: { 'x-user': id } }),
    untilPrinting: () => printing,
    print: (now) => void child.send(now),
    async kill() {
      const ended = once(child, 'exit')
      child.kill('SIGKILL')
      await ended
    },
  }
}

/** Its first word; without one it has ended. */
function said(child: ChildProcess): Promise<unknown[]> {
  const ended = once(child, 'exit').then(([code]) => Promise.reject(new Error(`The server ended with code ${code}.`)))
  return Promise.race([once(child, 'message'), ended])
}
