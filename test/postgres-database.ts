import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import './postgres-server.ts'

export interface TestDatabase {
  readonly url: string
  /** Removes the database, and disconnects whoever still uses it. */
  drop(): Promise<void>
}

/** Creates an empty database on the PostgreSQL of this test run: one per test file. */
export async function createDatabase(): Promise<TestDatabase> {
  const server = inject('postgresUrl')
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await query(server, `create database ${name}`)
  const url = new URL(server)
  url.pathname = `/${name}`
  return { url: url.href, drop: () => query(server, `drop database if exists ${name} with (force)`) }
}

async function query(url: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {}) // the server may stop while we disconnect
  await client.connect()
  try {
    await client.query(text)
  } finally {
    await client.end()
  }
}
