import type { Marker, Sign } from './sign.ts'

/** How a sign is drawn, as paths in a square of 24. */
export interface SignDrawing {
  /** Drawn as a line, or filled. */
  readonly outline: string
  /** Lines upon it: in the colour of the ground where the outline is filled. */
  readonly detail?: string
  /** Filled wherever it stands. */
  readonly isSolid?: boolean
}

/** One drawing of each sign, for the file and for the desk. */
export const signDrawings: Readonly<Record<Sign | Marker, SignDrawing>> = {
  person: { outline: 'M8 7.5a4 4 0 1 0 8 0a4 4 0 1 0 -8 0M4.5 21c0-4 3-6 7.5-6s7.5 2 7.5 6' },
  hand: {
    outline:
      'M8 13V6.5a1.5 1.5 0 0 1 3 0V12M11 11.5v-7a1.5 1.5 0 0 1 3 0v7M14 12V6.5a1.5 1.5 0 0 1 3 0V12M17 12V9a1.5 1.5 0 0 1 3 0v6a7 7 0 0 1-7 7c-3 0-4.8-1-6.4-3.6L4 14.6a1.6 1.6 0 0 1 2.7-1.7L8 15',
  },
  gear: {
    outline:
      'M5.5 12a6.5 6.5 0 1 0 13 0a6.5 6.5 0 1 0 -13 0M12 5.5V2.5M12 18.5v3M5.5 12h-3M18.5 12h3M16.6 7.4l2.1-2.1M7.4 16.6l-2.1 2.1M7.4 7.4l-2.1-2.1M16.6 16.6l2.1 2.1',
    detail: 'M9.5 12a2.5 2.5 0 1 0 5 0a2.5 2.5 0 1 0 -5 0',
  },
  script: {
    outline: 'M8 3h11c-3.5 3.5-3.5 5.5-1.5 9s2 5.5-1.5 9H5c3.5-3.5 3.5-5.5 1.5-9s-2-5.5 1.5-9z',
    detail: 'M9.5 7.5h5M9 12h5.5M9.5 16.5h5',
  },
  table: { outline: 'M3 4.5h18v15h-18z', detail: 'M3 9.5h18M9 9.5v10M3 14.5h18' },
  bolt: { outline: 'M13 3v7h6l-8 11v-7h-6z' },
  message: { outline: 'M3 5.5h18v13h-18z', detail: 'M3.5 6.5l8.5 6.5l8.5-6.5' },
  timer: { outline: 'M3 12a9 9 0 1 0 18 0a9 9 0 1 0 -18 0', detail: 'M12 7v5l3.5 2' },
  signal: { outline: 'M12 3.5l9.5 16h-19z' },
  condition: { outline: 'M5 3h14v18h-14z', detail: 'M8.5 7.5h7M8.5 12h7M8.5 16.5h7' },
  escalation: { outline: 'M12 2.5l7.5 18l-7.5-7l-7.5 7z' },
  compensation: { outline: 'M11.5 6v12l-9-6zM20.5 6v12l-9-6z' },
  cancel: { outline: 'M5.5 5.5l13 13M18.5 5.5l-13 13' },
  error: { outline: 'M3.5 20.5l5.5-16l6 9l5.5-10l-5.5 16.5l-6-9z' },
  terminate: { outline: 'M2 12a10 10 0 1 0 20 0a10 10 0 1 0 -20 0', isSolid: true },
  cross: { outline: 'M6 6l12 12M18 6l-12 12' },
  plus: { outline: 'M2.5 12h19M12 2.5v19' },
  asterisk: { outline: 'M2.5 12h19M12 2.5v19M5.3 5.3l13.4 13.4M18.7 5.3l-13.4 13.4' },
  first: {
    outline: 'M0.5 12a11.5 11.5 0 1 0 23 0a11.5 11.5 0 1 0 -23 0',
    detail: 'M12 5.5l6.2 4.5l-2.4 7.3h-7.6l-2.4-7.3z',
  },
  process: { outline: 'M2.5 2.5h19v19h-19z', detail: 'M12 7v10M7 12h10' },
  each: { outline: 'M5.5 3v18M12 3v18M18.5 3v18' },
  sequential: { outline: 'M3 5.5h18M3 12h18M3 18.5h18' },
  mutex: { outline: 'M4.5 11h15v10h-15z', detail: 'M8 11V7.5a4 4 0 0 1 8 0V11' },
  while: { outline: 'M5.5 3h13.5l-4 4.8l4 4.7h-13.5', detail: 'M5.5 2.5v19' },
}
