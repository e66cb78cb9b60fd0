import { inWords } from '../flow/words.ts'
import type { PictureNode } from './picture.ts'

/** What a node is, read out where its shape and its sign cannot be seen: `timer boundary, does not interrupt`. */
export function kindInWords({ kind, shape, sign, markers, isInterrupting }: Drawn): string {
  if (shape === 'boundary') return `${sign ?? 'event'} boundary${isInterrupting ? '' : ', does not interrupt'}`
  const words = kind === 'view' ? 'task' : inWords(kind).toLowerCase()
  if (markers.includes('each')) return `${words}, one for each at once`
  return markers.includes('sequential') ? `${words}, one for each in turn` : words
}
type Drawn = Pick<PictureNode, 'kind' | 'shape' | 'sign' | 'markers' | 'isInterrupting'>
