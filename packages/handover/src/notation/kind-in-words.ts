import { inWords } from '../flow/words.ts'
import type { PictureNode } from './picture.ts'
import type { Marker } from './sign.ts'

/** What a node is, read out where its shape and its sign cannot be seen: `timer boundary, does not interrupt`. */
export function kindInWords({ kind, shape, sign, markers, isInterrupting }: Drawn): string {
  if (shape === 'boundary') return `${sign ?? 'event'} boundary${isInterrupting ? '' : ', does not interrupt'}`
  const words = kind === 'view' ? 'task' : inWords(kind).toLowerCase()
  return [words, ...markers.flatMap((marker) => meanings[marker] ?? [])].join(', ')
}
/** What markers mean that a shape does not already say. */
export const meanings: Readonly<Partial<Record<Marker, string>>> = {
  each: 'one for each at once',
  sequential: 'one for each in turn',
  mutex: 'never beside others',
  while: 'only while it is allowed',
}
type Drawn = Pick<PictureNode, 'kind' | 'shape' | 'sign' | 'markers' | 'isInterrupting'>
