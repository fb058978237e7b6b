import { fileURLToPath } from 'node:url'
import postgres from 'postgres'
import type { PostgresServer } from '../postgres/start-postgres.ts'

const file = (name: string) => fileURLToPath(new URL(`../postgres/${name}`, import.meta.url))

/**
 * Turns an empty cluster into what a new Supabase project has before the first migration.
 *
 * @param prepareServices Lets the services make their own tables.
 */
export async function prepareDatabase(
  server: PostgresServer,
  prepareServices: () => Promise<void>,
): Promise<void> {
  const sql = postgres(server.adminUrl, { max: 1, onnotice: () => {} })
  try {
    await sql.file(file('roles.sql'))
    await sql.file(file('realtime.sql'))
    await prepareServices()
    await sql.file(file('service-rights.sql'))
    await sql.file(file('storage-rights.sql'))
    await sql.file(file('platform-limits.sql'))
  } finally {
    await sql.end()
  }
}
