import { App } from '@supabase/lite'
import { createPostgresConnection } from '@supabase/lite/postgres'

const JSONB_OID = 3802

/** REST and Auth of the local stack. */
export type RestAndAuth = {
  /** Makes the tables of Auth where they are missing. */
  prepareDatabase(): Promise<void>
  handle(request: Request, peerAddress: string): Promise<Response>
  stop(): Promise<void>
}

/**
 * PostgREST's and GoTrue's stand-in on the real database, from `@supabase/lite`.
 *
 * @param options.adminUrl A connection that may take on the roles of the Data API.
 */
export function createRestAndAuth(options: {
  adminUrl: string
  publishableKey: string
  secretKey: string
  jwtSecret: string
}): RestAndAuth {
  const connection = createPostgresConnection({
    url: options.adminUrl,
    postgresOptions: {
      onnotice: () => {},
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
  const app = new App({
    connection,
    api: { enabled: true, schemas: ['public'], max_rows: 1000 },
    auth: {
      enabled: true,
      enable_signup: false,
      jwt_secret: options.jwtSecret,
      jwt_expiry: 3600,
      publishable_key: options.publishableKey,
      secret_key: options.secretKey,
    },
  })
  return {
    prepareDatabase: () => app.ensureSystemSchema(),
    handle: async (request, peerAddress) => await app.fetch(request, { peerAddress }),
    stop: () => connection.close(),
  }
}
