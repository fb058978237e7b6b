import type postgres from 'postgres'

const PLACES = 200

/** Places at which pages begin, all over the list and in threads long and short. */
export async function findPlaces(sql: postgres.Sql, workspaceId: string) {
  const list = await sql<{ id: string; at: string }[]>`
    select id, last_message_at::text as at from public.conversations
    where workspace_id = ${workspaceId} order by md5(id::text) limit ${PLACES}`
  // A message at random is one of a long thread more often; so are the pages that people open.
  const messages = await sql<{ id: string; at: string; mid: string }[]>`
    select conversation_id as id, sent_at::text as at, provider_message_id as mid
    from public.messages tablesample system (1)
    where workspace_id = ${workspaceId} order by md5(id::text) limit ${PLACES}`
  const names = await sql<{ name: string }[]>`
    select name from public.contacts
    where workspace_id = ${workspaceId} order by md5(id::text) limit 20`
  const threads = [...messages.slice(0, PLACES / 2), ...list.slice(0, PLACES / 2)]
  return { list, messages, names, threads }
}
