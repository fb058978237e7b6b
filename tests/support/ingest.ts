import type postgres from 'postgres'
import type {
  Delivery,
  IngestResult,
} from '../../supabase/functions/meta-webhook/ingest-deliveries.ts'
import { ingestDeliveries } from '../../supabase/functions/meta-webhook/ingest-deliveries.ts'
import { parseMetaJson } from '../../supabase/functions/_shared/meta/parse-meta-json.ts'
import type { DeliveryEvent } from '../../supabase/functions/_shared/meta/webhooks/delivery-event.ts'
import { parseDelivery } from '../../supabase/functions/_shared/meta/webhooks/parse-delivery.ts'
import { uniqueId } from './webhooks.ts'

type Sql = postgres.Sql

/** Makes a workspace that no other test knows. */
export async function createWorkspace(sql: Sql): Promise<string> {
  const [row] = await sql`insert into public.workspaces (name) values ('Test') returning id`
  return row!.id
}

/**
 * Connects an account that no other test knows, in a new workspace or in the given ones.
 *
 * @returns The provider's id of it, as webhooks name it.
 */
export async function connectAccount(
  sql: Sql,
  given: { workspaceIds?: string[]; provider?: 'instagram' | 'facebook' } = {},
): Promise<string> {
  const providerAccountId = uniqueId('account')
  const provider = given.provider ?? 'instagram'
  for (const workspaceId of given.workspaceIds ?? [await createWorkspace(sql)]) {
    await sql`
      insert into public.accounts (workspace_id, provider, login, provider_account_id)
      values (${workspaceId}, ${provider}, ${provider}, ${providerAccountId})`
  }
  return providerAccountId
}

/** Parses a body as the receiver does. */
export function deliveryOf(text: string): Delivery {
  const body = new TextEncoder().encode(text)
  const parsed = parseMetaJson(body)
  const events = 'json' in parsed ? parseDelivery(parsed.json) : []
  return { body, signedWith: 'instagram', events }
}

/** Parses bodies as the receiver does and ingests them in one call. */
export async function ingest(
  sql: Sql,
  bodies: string[],
  change: (events: DeliveryEvent[]) => void = () => {},
): Promise<IngestResult[]> {
  const deliveries = bodies.map(deliveryOf)
  for (const { events } of deliveries) change(events)
  return await ingestDeliveries(sql, deliveries)
}

/** Ingests one body. */
export async function ingestOne(sql: Sql, body: string): Promise<IngestResult> {
  const [result] = await ingest(sql, [body])
  return result!
}

/**
 * All that a member could see of an account, and what waits for its message, without ids, versions
 * and times that are ours: what must be the same whatever the order of arrival.
 */
export async function inboxOf(sql: Sql, providerAccountId: string) {
  const conversations = await sql`
    select contacts.provider_contact_id, inbound_count, last_message_at,
      last_message_provider_id, last_message_text, last_message_kind, last_message_direction,
      last_inbound_at, window_opened_at, window_cause, contact_read_at, messaging_at, standby_at,
      thread_owner_app_id, thread_owner_at, conversations.status
    from public.conversations
    join public.contacts on contacts.id = contact_id
    join public.accounts on accounts.id = conversations.account_id
    where accounts.provider_account_id = ${providerAccountId}
    order by 1`
  const messages = await sql`
    select messages.provider_message_id, direction, author, kind, text, sent_at,
      reply_to_provider_message_id, context, edit_count, edited_at, unsent_at, source
    from public.messages
    join public.accounts on accounts.id = messages.account_id
    where accounts.provider_account_id = ${providerAccountId}
    order by sent_at, provider_message_id`
  const attachments = await sql`
    select messages.provider_message_id, attachments.position, attachments.kind, source_url, title,
      provider_media_id, expires_at
    from public.attachments
    join public.messages on messages.id = message_id
    join public.accounts on accounts.id = messages.account_id
    where accounts.provider_account_id = ${providerAccountId}
    order by 1, 2`
  const reactions = await sql`
    select provider_message_id, actor, emoji, reaction, reacted_at
    from public.reactions
    join public.conversations on conversations.id = conversation_id
    join public.accounts on accounts.id = conversations.account_id
    where accounts.provider_account_id = ${providerAccountId}
    order by 1, 2`
  const marks = await sql`
    select marks.provider_message_id, edit_count, edited_at, edited_text, unsent_at, seen
    from private.message_marks as marks
    join public.accounts on accounts.id = marks.account_id
    where accounts.provider_account_id = ${providerAccountId}
    order by 1`
  const comments = await sql`
    select provider_comment_id, provider_media_id, parent_provider_comment_id, provider_author_id,
      author_username, author_name, is_own, is_live, text, text_at, edited_at, state, state_at,
      media_product_type, ad_id, ad_title, original_provider_media_id, commented_at
    from public.comments
    join public.accounts on accounts.id = comments.account_id
    where accounts.provider_account_id = ${providerAccountId}
    order by 1`
  const mentions = await sql`
    select provider_media_id, provider_comment_id, mentioned_at
    from public.mentions
    join public.accounts on accounts.id = mentions.account_id
    where accounts.provider_account_id = ${providerAccountId}
    order by 1, 2`
  const numbers = await sql`
    select provider_media_id, metrics.metric, metrics.value, metrics.absence, metrics.observed_at
    from public.media_metrics as metrics
    join public.media on media.id = metrics.media_id
    join public.accounts on accounts.id = media.account_id
    where accounts.provider_account_id = ${providerAccountId}
    order by 1, 2`
  const history = await sql`
    select provider_media_id, snapshots.metric, snapshots.value, snapshots.absence,
      snapshots.observed_at
    from public.media_metric_snapshots as snapshots
    join public.media on media.id = snapshots.media_id
    join public.accounts on accounts.id = media.account_id
    where accounts.provider_account_id = ${providerAccountId}
    order by 1, 2, 5`
  return {
    conversations: [...conversations],
    messages: [...messages],
    attachments: [...attachments],
    reactions: [...reactions],
    marks: [...marks],
    comments: [...comments],
    mentions: [...mentions],
    numbers: [...numbers],
    history: [...history],
  }
}
