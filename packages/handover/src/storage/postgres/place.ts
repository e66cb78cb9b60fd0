/** Where a database is, for messages: never with user or password. */
export function placeOf(options: object): string {
  const { connectionString, host, port, database } = options as Record<string, unknown>
  if (typeof connectionString === 'string') return placeOfUrl(connectionString)
  const name = database ?? process.env['PGDATABASE'] ?? ''
  return `postgres://${host ?? process.env['PGHOST'] ?? 'localhost'}${port === undefined ? '' : `:${port}`}/${name}`
}

export function placeOfUrl(url: string): string {
  try {
    const { host, pathname, searchParams } = new URL(url)
    return `postgres://${host || searchParams.get('host') || 'localhost'}${pathname}`
  } catch {
    return 'postgres://…'
  }
}
