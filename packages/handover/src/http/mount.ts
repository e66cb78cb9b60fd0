import { error, type HandoverError } from '../errors.ts'

/**
 * The path inside the mount, always with a leading slash. Some hosts hand over the whole url (`/flow/api/me`), others
 * strip the place where they mounted us (Express: `/api/me`); both are understood.
 */
export function pathInside(basePath: string, pathname: string): string {
  if (pathname === basePath) return '/'
  return basePath !== '' && pathname.startsWith(`${basePath}/`) ? pathname.slice(basePath.length) : pathname
}

/** `flow/`, `/flow` and `/flow/` are the same place; the root is ''. */
export function normalBasePath(basePath: string): string {
  const trimmed = basePath.replace(/^\/+|\/+$/g, '')
  return trimmed === '' ? '' : `/${trimmed}`
}

/** The same request at another path. */
export function requestAt(request: Request, path: string): Request {
  const url = new URL(request.url)
  if (url.pathname === path) return request
  url.pathname = path
  const { method, headers, body, signal } = request
  return new Request(url, { method, headers, signal, ...(body && { body, duplex: 'half' }) })
}

/** The refusal of what nothing answers; `path` is inside of the mount. */
export const unknownRoute = (method: string, path: string, basePath: string): HandoverError =>
  error('ROUTE_UNKNOWN', { method, path, all: `${basePath}/api/openapi.json` })
