import postgres from 'postgres'

/**
 * Calls back when somebody changes the schema, so that the API shows a new table or function at
 * once, and when the database is back after it was away: a query that was under way when it went may
 * never settle (postgres.js 3.4.9), unless the pool that it waits in is thrown away.
 *
 * Facts: PostgREST's documentation, "Schema Cache Reloading": `notify pgrst, 'reload schema'`,
 * which Supabase sends after every DDL statement (postgres/platform-limits.sql does here).
 */
export async function followSchema(options: {
  adminUrl: string
  onChange: () => void
  onBack: () => void
}): Promise<{ stop(): Promise<void> }> {
  const sql = postgres(options.adminUrl, {
    max: 1,
    fetch_types: false,
    connect_timeout: 5,
    backoff: () => 0.25,
    onnotice: () => {},
    connection: { application_name: 'postgrest' },
  })
  let isFirst = true
  const onListening = () => {
    if (!isFirst) options.onBack()
    isFirst = false
  }
  // When this fails, postgres.js goes on trying.
  await sql.listen('pgrst', options.onChange, onListening).catch(() => {})
  return { stop: () => sql.end({ timeout: 1 }) }
}
