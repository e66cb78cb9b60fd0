/** Where a server dies at a chosen statement, as by `kill -9`, and where the next one finds what it left. */
import type { Place } from '../../driver.ts'
import type { Dump } from '../../dump.ts'

export interface CrashSite {
  /** Makes it empty; answers with where those that live connect. */
  begin(): Promise<Place>
  /** What the database holds now is what each death begins with; nobody has it open. */
  keep(): Promise<void>
  /** Puts everything back to that. */
  reset(): Promise<Doomed>
  /** From now on statements are counted, and after so many of them the server is dead. */
  arm(statements: number): void
  /** Statements since it was armed. */
  readonly count: number
  /** Answers when it is dead. */
  readonly death: Promise<void>
  readonly isDead: boolean
  /** Answers with where the next one finds what is left, when nothing of the dead one acts any more. */
  survive(): Promise<Place>
  /** What is there. */
  look(left: Place): Promise<Dump>
  /** Statements in between that are not the server's. */
  uncounted<T>(body: () => Promise<T>): Promise<T>
  close(): Promise<void>
}

export interface Doomed {
  /** Where the one that is to die connects. */
  readonly place: Place
  /** The same database, for who only looks at it. */
  readonly watched: Place
}
