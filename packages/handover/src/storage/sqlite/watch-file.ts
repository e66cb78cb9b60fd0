import type { Writer } from './writer.ts'

/** In milliseconds; a look costs a few microseconds. */
const lookEvery = 250

/** Notices that other connections, most likely other programs, have written to the file, but not what. */
export function watchFile(writer: Pick<Writer, 'version'>, heard: (notice: 'everything') => void): () => void {
  let known = writer.version
  const timer = setInterval(() => {
    const { version } = writer
    if (version === undefined || version === known) return
    const isFirst = known === undefined
    known = version
    if (!isFirst) heard('everything')
  }, lookEvery)
  timer.unref()
  return () => clearInterval(timer)
}
