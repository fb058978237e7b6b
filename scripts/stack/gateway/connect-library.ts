import { createPostgresConnection, type PostgresConnection } from '@supabase/lite/postgres'

const JSONB_OID = 3802

/**
 * Connects `@supabase/lite` with the database.
 *
 * @param adminUrl A role that may take on those of the Data API.
 * @param settings Of each of its sessions.
 */
export function connectLibrary(
  adminUrl: string,
  settings: Record<string, string>,
): PostgresConnection {
  const connection = createPostgresConnection({
    url: adminUrl,
    postgresOptions: {
      onnotice: () => {},
      connect_timeout: 5,
      backoff: () => 0.25,
      connection: settings,
      types: {
        // The library hands over JSON that is text already, which would else be quoted once more.
        jsonb: {
          to: JSONB_OID,
          from: [JSONB_OID],
          serialize: (value: unknown) => typeof value === 'string' ? value : JSON.stringify(value),
          parse: JSON.parse,
        },
      },
    },
  })
  // Left to itself, the library grants the API's roles all rights on every schema it finds. Rights
  // are the migrations' business alone, so it is told that this is done (tests/database/guards).
  Object.assign(connection, { rlsState: 'active' })
  return connection
}
