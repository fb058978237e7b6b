import { createClient, type SupabaseClient } from '@supabase/supabase-js'
import postgres from 'postgres'

/** The running stack that the tests in this folder need; `npm test` starts it. */
export const stack = {
  apiUrl: required('API_URL'),
  functionsUrl: required('FUNCTIONS_URL'),
  databaseUrl: required('DB_URL'),
  publishableKey: required('PUBLISHABLE_KEY'),
  secretKey: required('SECRET_KEY'),
  webUrl: Deno.env.get('WEB_URL') ?? '',
  simulatorUrl: required('SIMULATOR_URL'),
  metaAppSecret: required('META_APP_SECRET'),
  instagramAppSecret: required('INSTAGRAM_APP_SECRET'),
  metaVerifyToken: required('META_VERIFY_TOKEN'),
  demoEmail: required('DEMO_EMAIL'),
  demoPassword: required('DEMO_PASSWORD'),
}

/** Ids of supabase/seed.sql. */
export const seeded = {
  harbour: {
    workspaceId: '00000000-0000-4000-8000-0000000000b1',
    accountId: '00000000-0000-4000-8000-0000000000c1',
    providerAccountId: '17841470348340237',
    /** A member of this workspace only. */
    member: 'mara@sandpiper.test',
  },
  northlight: {
    workspaceId: '00000000-0000-4000-8000-0000000000b2',
    accountId: '00000000-0000-4000-8000-0000000000c2',
    providerAccountId: '17841470348340911',
    member: 'noah@sandpiper.test',
  },
} as const

function required(name: string): string {
  const value = Deno.env.get(name)
  if (!value) throw new Error(`${name} is not set. Run these tests with: npm test -- tests/<path>`)
  return value
}

/** Runs with a connection as `postgres`, as the functions have, and closes it. */
export async function withDatabase<T>(work: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(stack.databaseUrl, { max: 3, onnotice: () => {} })
  try {
    return await work(sql)
  } finally {
    await sql.end()
  }
}

/** Runs with the real client, signed in as one of the seed's people, and ends all it holds open. */
export async function withClient<T>(
  email: string | undefined,
  work: (client: SupabaseClient) => Promise<T>,
): Promise<T> {
  const client = createClient(stack.apiUrl, stack.publishableKey, {
    auth: { persistSession: false, autoRefreshToken: false },
  })
  try {
    if (email) {
      const { error } = await client.auth.signInWithPassword({
        email,
        password: stack.demoPassword,
      })
      if (error) throw error
    }
    return await work(client)
  } finally {
    await client.removeAllChannels()
    await client.realtime.disconnect()
  }
}

/** Throws away a transaction at its end, so that a test leaves nothing behind. */
export async function rolledBack(
  sql: postgres.Sql,
  work: (transaction: postgres.TransactionSql) => Promise<void>,
): Promise<void> {
  const undo = new Error('undo')
  await sql.begin(async (transaction) => {
    await work(transaction)
    throw undo
  }).catch((error) => {
    if (error !== undo) throw error
  })
}
