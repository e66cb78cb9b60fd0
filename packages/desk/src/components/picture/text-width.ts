/** About how wide a text is in Inter at a size, in its usual weight for titles; a little too wide rather than too narrow. */
export function textWidth(text: string, size: number): number {
  let share = 0
  for (const letter of text) share += widthOf(letter)
  return share * size
}

interface Room {
  readonly size: number
  readonly width: number
  readonly most: number
}

/** A text on as few lines as fit, broken between words, cut with an ellipsis where it is still too long. */
export function linesOf(text: string, { size, width, most }: Room): string[] {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const longer = lines.length === 0 ? word : `${lines.at(-1)} ${word}`
    const goesOn = lines.length > 0 && (textWidth(longer, size) <= width || lines.length === most)
    if (goesOn) lines[lines.length - 1] = longer
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
  if (/[\u1100-\uffdc]/u.test(letter)) return 1.05
  if (/[ijlI.,:;!|'’()[\]tfr ]/.test(letter)) return 0.36
  if (/[mwMW@%—…]/.test(letter)) return 0.88
  return /[A-Z0-9&?€]/.test(letter) ? 0.68 : 0.58
}
