/** Lines of CSV (RFC 4180) that are safe to open in a spreadsheet. */

/** A program for tables that finds this first takes the file for UTF-8. */
export const byteOrderMark = '\uFEFF'

export type Cell = string | number | null

export const csvLine = (cells: readonly Cell[]): string => `${cells.map(csvCell).join(',')}\r\n`

// Quoted whatever is in it: programs differ in what they take for the end of a cell.
function csvCell(cell: Cell): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return String(cell)
  return `"${harmless(cell).replaceAll('"', '""')}"`
}

/** What begins like a formula would be run by a spreadsheet: an apostrophe makes it a text. */
const harmless = (text: string): string => (/^\s*[=+\-@＝＋－＠]|^[\t\r\n]/.test(text) ? `'${text}` : text)
