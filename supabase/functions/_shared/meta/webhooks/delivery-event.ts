import type { Json } from '../parse-meta-json.ts'

/** A file, share or story that a message carries, in order. */
export type IncomingAttachment = {
  /** One of ours (see `public.attachments.kind`), or the provider's own word. */
  kind: string
  url: string | null
  title: string | null
  media_id: string | null
  /** ISO 8601: when the address stops to work, where that is known. */
  expires_at: string | null
}

/** Something that happened in the thread with one contact. Times are ISO 8601, the provider's. */
type InThread = {
  contact: string
  at: string
  /** Whether another app owns the thread and we only listen. */
  standby: boolean
}

export type MessageEffect = InThread & {
  type: 'message'
  /**
   * The provider's message id, at most 800 characters; for what has none, one made of kind, contact
   * and time: `referral:<contact>:<ms>`, `event:<name>:<contact>:<ms>`.
   */
  mid: string
  direction: 'inbound' | 'outbound'
  author: 'contact' | 'unknown'
  /** See `public.messages.kind`. */
  kind: string
  text: string | null
  reply_to: string | null
  /** See `public.messages.context`. */
  context: { [key: string]: Json }
  attachments: IncomingAttachment[]
  /** How it opens the messaging window; null when it does not (an echo, a referral). */
  window_cause: 'message' | 'quick_reply' | 'postback' | 'story_reply' | 'story_mention' | null
}

/** The message has a new text. The thread is not always told; the message then has to be known. */
export type EditEffect = {
  type: 'edit'
  mid: string
  contact: string | null
  at: string
  standby: boolean
  text: string
  /** From 1 to 32,767; the highest wins. */
  edit_count: number
}

export type UnsendEffect = InThread & { type: 'unsend'; mid: string }

export type ReactionEffect = InThread & {
  type: 'reaction'
  mid: string
  actor: 'contact' | 'account'
  /**
   * Both null when the reaction was taken back, and only then. emoji alone is null when the provider
   * gave just a name that has none of its own.
   */
  emoji: string | null
  reaction: string | null
}

/** The contact has seen this message and everything before it. */
export type SeenEffect = InThread & { type: 'seen'; mid: string }

/** The thread went to another app, or came to us. */
export type HandoverEffect = InThread & {
  type: 'handover'
  /** The owner's role (escalation, ai_agent) where only that is told; null for nobody. */
  owner_app_id: string | null
}

/** The event names a message without saying what is in it: it has to be read. */
export type FetchEffect = { type: 'fetch'; mid: string }

export type CommentEffect = {
  type: 'comment'
  comment_id: string
  at: string
  /** What happened to it: text and state follow. */
  verb: 'add' | 'edited' | 'hidden' | 'unhidden' | 'removed'
  text: string | null
  media_id: string | null
  parent_id: string | null
  author_id: string | null
  author_username: string | null
  author_name: string | null
  own: boolean
  live: boolean
  media_product_type: string | null
  ad_id: string | null
  ad_title: string | null
  original_media_id: string | null
}

export type MentionEffect = {
  type: 'mention'
  media_id: string
  comment_id: string | null
  at: string
}

export type StoryInsightsEffect = {
  type: 'story_insights'
  media_id: string
  at: string
  /** Below five viewers Meta gives no number. */
  readings: ({ metric: string; value: number } | { metric: string; absence: string })[]
}

/** What an event does; `private.apply_events` does it. */
export type Effect =
  | MessageEffect
  | EditEffect
  | UnsendEffect
  | ReactionEffect
  | SeenEffect
  | HandoverEffect
  | FetchEffect
  | CommentEffect
  | MentionEffect
  | StoryInsightsEffect

/** One event of a delivery, as `private.ingest_webhooks` takes it. */
export type DeliveryEvent = {
  /** Its place in the delivery, from 0. */
  position: number
  provider: 'instagram' | 'facebook' | 'unknown'
  provider_account_id: string | null
  /** What it is, for whoever looks through what was kept. */
  kind: string
  /**
   * What is understood of it. Without one the event is kept raw, for a later parser; a `message` of
   * kind `unknown` is both: shown as a placeholder, and kept.
   */
  effect?: Effect
  /** The event as it came, for those that are kept. */
  payload?: Json
}
