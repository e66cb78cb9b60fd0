let played: Date | undefined

/** The time of the company: now, but while samples are played it is theirs, so that they do not all begin at once. */
export const clock = {
  /** The time of the sample that is being played. */
  get played(): Date | undefined {
    return played
  },
  now: (): Date => played ?? new Date(),
  play(moment: Date): void {
    played = moment
  },
  stop(): void {
    played = undefined
  },
}
