/**
 * What the tables take (the checks in supabase/migrations), in UTF-16 units, of which a text never
 * has fewer than characters.
 */
export const LIMITS = {
  accountId: 64,
  contactId: 64,
  /**
   * Message ids are opaque and long, and the table has no cap; but they stand in unique indexes,
   * whose entries can't exceed 2,704 bytes. Ids of 800 units have at most 2,400.
   */
  messageId: 800,
  objectId: 100,
  appId: 64,
  text: 20_000,
  url: 4_000,
  title: 3_000,
  attachmentKind: 40,
  attachments: 100,
  /** An emoji, and the provider's name of a reaction. */
  reaction: 40,
  contextBytes: 16_000,
  /** A smallint. */
  editCount: 32_767,
  username: 100,
  name: 200,
  productType: 40,
  adTitle: 500,
}
