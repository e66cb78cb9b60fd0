/** `handover/notation/signs`: what stands inside the shapes, for who draws pictures without laying them out. */
export { kindInWords, meanings } from './kind-in-words.ts'
export { signDrawings } from './sign-drawings.ts'
export type { SignDrawing } from './sign-drawings.ts'
export type { Marker, Sign } from './sign.ts'
