import { error } from '../errors.ts'

const safeMethods = ['GET', 'HEAD', 'OPTIONS']
export const isWrite = (request: Request): boolean => !safeMethods.includes(request.method)

/**
 * Refuses writes that a page of another origin makes its visitor's browser send. Browsers say where a request comes
 * from in headers that pages cannot forge; requests with neither header (curl, other servers) carry nobody's cookies.
 */
export function guardOrigin(request: Request, origins: readonly string[]): void {
  if (!isWrite(request)) return
  const origin = request.headers.get('origin')
  const site = request.headers.get('sec-fetch-site')
  if (origin !== null && origins.includes(origin)) return
  if (site === 'same-origin' || site === 'none') return
  const isOurs = site === null && (origin === null || hostOf(origin) === new URL(request.url).host)
  if (!isOurs) throw error('REQUEST_CROSS_ORIGIN', { origin: origin ?? `another site (${site})` })
}

// Only the host: behind a proxy that ends TLS, our own url says http while the browser's says https.
function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null
}
