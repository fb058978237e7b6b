import postgres from 'postgres'

/**
 * Calls back when somebody changes the schema, and when the database is back after it was away, so
 * that the API shows a new table or function at once.
 *
 * Facts: PostgREST's documentation, "Schema Cache Reloading": `notify pgrst, 'reload schema'`,
 * which Supabase sends after every DDL statement (postgres/platform-limits.sql does here).
 */
export async function followSchema(
  adminUrl: string,
  onChange: () => Promise<void>,
): Promise<{ stop(): Promise<void> }> {
  const sql = postgres(adminUrl, {
    max: 1,
    fetch_types: false,
    connect_timeout: 5,
    backoff: () => 0.25,
    onnotice: () => {},
    connection: { application_name: 'postgrest' },
  })
  const change = () => void onChange()
  // When this fails, postgres.js goes on trying.
  await sql.listen('pgrst', change, change).catch(() => {})
  return { stop: () => sql.end({ timeout: 1 }) }
}
