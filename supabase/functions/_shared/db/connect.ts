import postgres from 'postgres'

/** A pool of connections to the project's database, as the role `postgres`. */
export type Database = postgres.Sql

const CONNECT_TIMEOUT_SECONDS = 5
const IDLE_TIMEOUT_SECONDS = 20
const RECONNECT_SECONDS = 0.2

/**
 * Connects lazily, so that a function starts without its database.
 *
 * @param databaseUrl SUPABASE_DB_URL, direct or through Supavisor.
 * @param maxConnections For this isolate; every isolate has a pool of its own.
 */
export function connect(databaseUrl: string, maxConnections: number): Database {
  return postgres(databaseUrl, {
    max: maxConnections,
    // Supavisor's transaction mode knows no prepared statements.
    prepare: false,
    connect_timeout: CONNECT_TIMEOUT_SECONDS,
    idle_timeout: IDLE_TIMEOUT_SECONDS,
    // The default grows to 20 s, in which a database that is back would go unnoticed.
    backoff: () => RECONNECT_SECONDS,
    onnotice: () => {},
    // Saves a round trip at each new connection, and the library an unhandled rejection when the
    // connection breaks during it (porsager/postgres 3.4.9). No array of ours goes as a parameter.
    fetch_types: false,
  })
}
