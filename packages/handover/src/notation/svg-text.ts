/** Text that cannot leave its place in a file. */
export const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => escapes[sign]!)
const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
