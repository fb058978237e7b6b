import type { ConversationRow } from '../data/rows.ts'

/** What to call a contact: by name, else by username, else by the end of the provider's id. */
export function contactName(
  row: Pick<ConversationRow, 'contact_name' | 'contact_username' | 'provider_contact_id'>,
): string {
  if (row.contact_name?.trim()) return row.contact_name
  if (row.contact_username) return `@${row.contact_username}`
  return `Instagram user ${row.provider_contact_id.slice(-4)}`
}
