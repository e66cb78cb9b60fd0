/**
 * About how wide a text is in Inter, without a font at hand: letters fall into four widths, in thousandths of the size.
 * Errs on the wide side, so that a text which fits here fits on every screen.
 */
export function textWidth(text: string, size: number): number {
  let thousandths = 0
  for (const letter of text) thousandths += widthOf(letter)
  return Math.ceil((thousandths * size) / 1000)
}

/** The text in at most `most` lines of that width, cut with an ellipsis when it does not fit. */
export function linesOf(text: string, { size, width, most }: { size: number; width: number; most: number }): string[] {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const longer = lines.length === 0 ? word : `${lines.at(-1)} ${word}`
    const fits = lines.length > 0 && textWidth(longer, size) <= width
    if (fits || lines.length === most) lines[lines.length - 1] = longer
    else lines.push(word)
  }
  return lines.map((line) => cut(line, size, width))
}

function cut(line: string, size: number, width: number): string {
  if (textWidth(line, size) <= width) return line
  const letters = Array.from(line)
  while (letters.length > 1 && textWidth(`${letters.join('')}…`, size) > width) letters.pop()
  return `${letters.join('').trimEnd()}…`
}

function widthOf(letter: string): number {
  if (/[\u1100-\uffdc\u{1f000}-\u{1faff}]/u.test(letter)) return 1050
  if (/[ijlI.,:;!|'’()[\]tfr ]/.test(letter)) return 360
  if (/[mwMW@%—…]/.test(letter)) return 900
  return /[A-Z0-9&?€]/.test(letter) ? 690 : 590
}
