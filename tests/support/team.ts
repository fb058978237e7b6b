import { createClient, type SupabaseClient } from '@supabase/supabase-js'
import type postgres from 'postgres'
import { stack, withDatabase } from './stack.ts'

const ROLES = {
  owner: 'owner',
  admin: 'admin',
  agent: 'agent',
  colleague: 'agent',
  viewer: 'viewer',
} as const

/** The members of a team, and somebody who is in another workspace. */
export type Person = keyof typeof ROLES | 'stranger'

/** A workspace of its own with an account and people in every role. */
export type Team = {
  sql: postgres.Sql
  workspaceId: string
  accountId: string
  userIds: Record<Person, string>
  /** The real client, signed in. */
  as(person: Person): Promise<SupabaseClient>
  /** Makes a contact with a conversation; both take columns that differ from the defaults. */
  addConversation(
    columns?: Record<string, unknown>,
    contact?: Record<string, unknown>,
  ): Promise<{ id: string; contactId: string }>
}

/** Runs with a team that no other test knows, and removes all of it. */
export async function withTeam(work: (team: Team) => Promise<void>): Promise<void> {
  await withDatabase(async (sql) => {
    const clients = new Map<Person, Promise<SupabaseClient>>()
    const workspaceId = await insertId(sql, 'workspaces', { name: 'Team' })
    const otherId = await insertId(sql, 'workspaces', { name: 'Elsewhere' })
    const accountId = await insertId(sql, 'accounts', {
      workspace_id: workspaceId,
      provider: 'instagram',
      login: 'instagram',
      provider_account_id: crypto.randomUUID(),
      username: 'team.shop',
    })
    const userIds = {} as Record<Person, string>
    for (const person of [...Object.keys(ROLES), 'stranger'] as Person[]) {
      userIds[person] = await createUser(sql, person)
      await sql`
        insert into public.workspace_members ${
        sql({
          workspace_id: person === 'stranger' ? otherId : workspaceId,
          user_id: userIds[person],
          role: person === 'stranger' ? 'owner' : ROLES[person],
        })
      }`
    }
    const as = (person: Person) => {
      const client = clients.get(person) ?? signIn(emailOf(userIds[person]))
      clients.set(person, client)
      return client
    }
    const addConversation: Team['addConversation'] = async (columns = {}, contact = {}) => {
      const contactId = await insertId(sql, 'contacts', {
        workspace_id: workspaceId,
        account_id: accountId,
        provider_contact_id: crypto.randomUUID(),
        ...contact,
      })
      const id = await insertId(sql, 'conversations', {
        workspace_id: workspaceId,
        account_id: accountId,
        contact_id: contactId,
        last_message_at: new Date(),
        ...columns,
      })
      return { id, contactId }
    }
    try {
      await work({ sql, workspaceId, accountId, userIds, as, addConversation })
    } finally {
      await sql`delete from public.workspaces where id in ${sql([workspaceId, otherId])}`
      await sql`delete from auth.users where id in ${sql(Object.values(userIds))}`
    }
  })
}

/** The code at the start of an error's message, by which clients tell errors apart. */
export function codeOf(error: { message: string } | null): string | undefined {
  return error?.message.split(':')[0]
}

/** Adds one message and counts it in its conversation, as receiving does. */
export async function addMessage(
  team: Team,
  conversationId: string,
  columns: Record<string, unknown>,
): Promise<string> {
  const { sql, workspaceId, accountId } = team
  const id = await insertId(sql, 'messages', {
    workspace_id: workspaceId,
    account_id: accountId,
    conversation_id: conversationId,
    provider_message_id: crypto.randomUUID(),
    direction: 'inbound',
    author: 'contact',
    kind: 'text',
    sent_at: new Date(),
    ...columns,
  })
  if ((columns.direction ?? 'inbound') === 'inbound' && columns.source !== 'import') {
    await sql`
      update public.conversations set inbound_count = inbound_count + 1, version = version + 1
      where id = ${conversationId}`
  }
  return id
}

async function insertId(
  sql: postgres.Sql,
  table: string,
  row: Record<string, unknown>,
): Promise<string> {
  const [inserted] = await sql`insert into ${sql(`public.${table}`)} ${sql(row)} returning id`
  return inserted!.id
}

const emailOf = (userId: string) => `${userId}@sandpiper.test`

async function createUser(sql: postgres.Sql, name: string): Promise<string> {
  const id = crypto.randomUUID()
  await sql`
    insert into auth.users (
      id, aud, role, email, encrypted_password, email_confirmed_at, confirmation_token,
      recovery_token, email_change_token_new, email_change, raw_app_meta_data,
      raw_user_meta_data, created_at, updated_at
    ) values (
      ${id}, 'authenticated', 'authenticated', ${emailOf(id)},
      extensions.crypt(${stack.demoPassword}, extensions.gen_salt('bf', 4)), now(), '', '', '', '',
      '{"provider": "email", "providers": ["email"]}', ${sql.json({ name })}, now(), now()
    )`
  await sql`
    insert into auth.identities (
      id, provider, provider_id, user_id, identity_data, last_sign_in_at, created_at, updated_at
    ) values (
      ${id}, 'email', ${id}, ${id}, ${sql.json({ sub: id, email: emailOf(id) })}, now(), now(),
      now()
    )`
  // GoTrue looks users up by an instance_id that the local stack's Auth doesn't have.
  const [column] = await sql`
    select from information_schema.columns
    where table_schema = 'auth' and table_name = 'users' and column_name = 'instance_id'`
  if (column) {
    const none = '00000000-0000-0000-0000-000000000000'
    await sql`update auth.users set instance_id = ${none} where id = ${id}`
  }
  return id
}

async function signIn(email: string): Promise<SupabaseClient> {
  const client = createClient(stack.apiUrl, stack.publishableKey, {
    auth: { persistSession: false, autoRefreshToken: false },
  })
  const { error } = await client.auth.signInWithPassword({ email, password: stack.demoPassword })
  if (error) throw error
  return client
}
