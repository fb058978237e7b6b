import { join } from 'node:path'
import postgres from 'postgres'

/** Loads the demo data, as the Supabase CLI does: once, as `postgres`, after the migrations. */
export async function seed(options: { root: string; databaseUrl: string }): Promise<void> {
  const sql = postgres(options.databaseUrl, { max: 1, onnotice: () => {} })
  try {
    await sql.file(join(options.root, 'supabase/seed.sql'))
  } finally {
    await sql.end()
  }
}
