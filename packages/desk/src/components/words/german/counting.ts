/** How numbers and lists read in a German sentence. */
export const count = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`

export const small: readonly string[] = [
  'Kein',
  'Ein',
  'Zwei',
  'Drei',
  'Vier',
  'Fünf',
  'Sechs',
  'Sieben',
  'Acht',
  'Neun',
]

export function list(titles: readonly string[]): string {
  return titles.length < 2 ? titles.join('') : `${titles.slice(0, -1).join(', ')} und ${titles.at(-1)}`
}
