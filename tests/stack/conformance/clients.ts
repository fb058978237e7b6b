import { createClient, type SupabaseClient } from '@supabase/supabase-js'
import { createClient as createOldClient } from 'supabase-js-v1-protocol'
import { seeded, stack } from '../../support/stack.ts'

/** The clients that must work unmodified: today's, and the last one before protocol 2.0.0. */
export const CLIENTS = {
  'current client': createClient,
  'client 2.90.1': createOldClient as unknown as typeof createClient,
} as const

export type ClientName = keyof typeof CLIENTS
export const CLIENT_NAMES = Object.keys(CLIENTS) as ClientName[]

/** A person of the seed who belongs to Harbour alone, and one who belongs to Northlight alone. */
export const MEMBER = seeded.harbour.member
export const OTHER = seeded.northlight.member

/** Makes clients as a test needs them and ends all that they hold open. */
export async function withClients(
  name: ClientName,
  work: (make: {
    anonymous: () => SupabaseClient
    signedIn: (email: string) => Promise<SupabaseClient>
    admin: () => SupabaseClient
  }) => Promise<void>,
): Promise<void> {
  const made: SupabaseClient[] = []
  const make = (key: string) => {
    const client = CLIENTS[name](stack.apiUrl, key, {
      auth: { persistSession: false, autoRefreshToken: false },
    })
    made.push(client)
    return client
  }
  try {
    await work({
      anonymous: () => make(stack.publishableKey),
      admin: () => make(stack.secretKey),
      async signedIn(email) {
        const client = make(stack.publishableKey)
        const { error } = await client.auth.signInWithPassword({
          email,
          password: stack.demoPassword,
        })
        if (error) throw error
        return client
      },
    })
  } finally {
    for (const client of made) {
      await client.removeAllChannels()
      await client.realtime.disconnect()
    }
  }
}

/** Sends a request to the API's own address, without a client. */
export async function call(
  path: string,
  init: RequestInit = {},
): Promise<{ status: number; headers: Headers; text: string }> {
  const response = await fetch(`${stack.apiUrl}${path}`, init)
  return { status: response.status, headers: response.headers, text: await response.text() }
}
