import { App, setExperimental } from '@supabase/lite'
import { connectLibrary } from '../gateway/connect-library.ts'
import type { ProjectKeys } from '../gateway/project-keys.ts'
import { adaptLibrary } from './adapt-library.ts'
import { createFileStore } from './create-file-store.ts'

/** Storage of the local stack. */
export type Storage = {
  /** Makes the tables of Storage where they are missing. */
  prepareDatabase(): Promise<void>
  handle(request: Request, peerAddress: string): Promise<Response>
  stop(): Promise<void>
}

/**
 * The Storage service's stand-in from `@supabase/lite`: rows in the real database, where the
 * library asks the policies of storage.objects as the requesting role, and files below a folder.
 *
 * It is an app of its own, because only its sessions may delete rows of Storage
 * (postgres/storage-rights.sql).
 *
 * @param options.adminUrl A connection that may take on the roles of the Data API.
 * @param options.directory For the files; made when the first one is stored.
 */
export function createStorage(
  options: { adminUrl: string; directory: string } & ProjectKeys,
): Storage {
  setExperimental('storage', true)
  const connection = connectLibrary(options.adminUrl, { 'storage.allow_delete_query': 'true' })
  const app = new App({
    connection,
    api: { enabled: true, schemas: ['public'], max_rows: 1000 },
    storage: { enabled: true, file_size_limit: '50MiB' },
    auth: {
      enabled: true,
      jwt_secret: options.jwtSecret,
      publishable_key: options.publishableKey,
      secret_key: options.secretKey,
    },
  })
  app._storageAdapter = createFileStore(options.directory)
  return {
    prepareDatabase: () => app.ensureSystemSchema(),
    handle: (request, peerAddress) =>
      adaptLibrary(async (adapted) => await app.fetch(adapted, { peerAddress }))(request),
    // Ends what waits for a connection that is gone, too.
    stop: () => connection.driver.end({ timeout: 0 }),
  }
}
