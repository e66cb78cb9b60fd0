/** What stores tell one another: hints, on which nothing depends. */

/** What has changed with a commit, for those who watch. A hint: nothing depends on it, and it may be lost. */
export interface Notice {
  /** The processes that changed, by their ids. */
  readonly processes: readonly string[]
  /** The flows of these. */
  readonly flows: readonly string[]
  /** Whose lists may have changed: entries as audiences have them, such as `user:anna` and `group:warehouse`. */
  readonly audience: readonly string[]
  /** Something waits that any server may begin with. */
  readonly wakes: boolean
  /** How far jobs are. */
  readonly progress: readonly ProgressNotice[]
}

export interface ProgressNotice {
  readonly process: string
  readonly task: string
  /** From 0 to 1. */
  readonly done: number
  readonly note: string | null
}

/** `everything`: there was more than a notice holds, or something was missed; whatever one watches may have changed. */
export type HeardNotice = Notice | 'everything'

export interface Notices {
  /**
   * Tells all who listen, here and in other programs on the same database, a moment later and together with what is
   * published meanwhile. Answers at once; what cannot be told is dropped. To be called after the commit.
   */
  publish(notice: Partial<Notice>): void
  /** Hears of what this store and others publish, until the answer is called. The handler must not throw. */
  listen(handler: (notice: HeardNotice) => void): () => void
}
