/** Where a database is, for messages: never with user or password. */
export function placeOf(options: object): string {
  const { connectionString, host, port, database } = options as Partial<Record<string, string>>
  if (connectionString !== undefined) return placeOfUrl(connectionString)
  const { PGHOST, PGDATABASE } = process.env
  const address = `${host ?? PGHOST ?? 'localhost'}${port === undefined ? '' : `:${port}`}`
  return `postgres://${address}/${database ?? PGDATABASE ?? ''}`
}

export function placeOfUrl(url: string): string {
  try {
    const { host, pathname, searchParams } = new URL(url)
    return `postgres://${host || searchParams.get('host') || 'localhost'}${pathname}`
  } catch {
    return 'postgres://…'
  }
}
