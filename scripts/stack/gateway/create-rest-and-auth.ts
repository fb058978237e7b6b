import { App } from '@supabase/lite'
import { applyRoleSettings } from './apply-role-settings.ts'
import { createWaiting } from './answer-in-time.ts'
import { connectLibrary } from './connect-library.ts'
import { keepErrorCodes, restoreErrorCode } from './keep-error-codes.ts'
import type { ProjectKeys } from './project-keys.ts'

/** REST and Auth of the local stack. */
export type RestAndAuth = {
  /** Makes the tables of Auth where they are missing. */
  prepareDatabase(): Promise<void>
  handle(request: Request, peerAddress: string): Promise<Response>
  /** Reads tables and functions anew with the next request. */
  reloadSchema(): Promise<void>
  stop(): Promise<void>
}

/** What `authenticator` has on Supabase; a role with a setting of its own has that instead. */
const AUTHENTICATOR = { statement_timeout: '8s', lock_timeout: '8s' }

/**
 * PostgREST's and GoTrue's stand-in on the real database, from `@supabase/lite`.
 *
 * @param options.adminUrl A connection that may take on the roles of the Data API.
 */
export function createRestAndAuth(options: { adminUrl: string } & ProjectKeys): RestAndAuth {
  const connection = connectLibrary(options.adminUrl, AUTHENTICATOR)
  applyRoleSettings(connection)
  keepErrorCodes(connection)
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
  const waiting = createWaiting()
  return {
    prepareDatabase: () => app.ensureSystemSchema(),
    handle: async (request, peerAddress) =>
      await restoreErrorCode(
        await waiting.answer(Promise.resolve(app.fetch(request, { peerAddress }))),
      ),
    reloadSchema: () => connection.clearSchemaCache(),
    stop() {
      waiting.giveUp()
      return connection.driver.end({ timeout: 0 })
    },
  }
}
