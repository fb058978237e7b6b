import type { PostgresServer } from '../postgres/start-postgres.ts'
import { migrate } from './migrate.ts'
import { createPreparationMark } from './preparation-mark.ts'
import { prepareDatabase } from './prepare-database.ts'
import { seed } from './seed.ts'
import { setVaultSecrets } from './set-vault-secrets.ts'

/**
 * Brings a running server's database up to this checkout: what Supabase prepares, then the
 * migrations, then, the first time only, the demo data.
 *
 * @param options.prepareServices Lets the services make their own tables in an empty database.
 * @param options.vaultSecrets What SQL needs to reach the functions, by name.
 */
export async function bringUpDatabase(options: {
  root: string
  server: PostgresServer
  prepareServices: () => Promise<void>
  vaultSecrets: Record<string, string>
  progress: (step: string) => void
  warn: (line: string) => void
}): Promise<void> {
  const { root, server, progress } = options
  const mark = createPreparationMark(`${server.dataDirectory}.prepared`)
  if (server.created) {
    progress('Preparing the database')
    await prepareDatabase(server, options.prepareServices)
    mark.write()
  } else if (!mark.isCurrent()) {
    options.warn(
      'This database was prepared by another version of the stack and may lack what is new. ' +
        'Begin anew, without its data: npm start -- --fresh',
    )
  }
  progress('Applying migrations')
  await migrate({ root, databaseUrl: server.url })
  if (server.created) {
    progress('Loading demo data')
    await seed({ root, databaseUrl: server.url })
  }
  await setVaultSecrets(server.url, options.vaultSecrets)
}
