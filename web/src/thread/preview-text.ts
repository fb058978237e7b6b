/** Shown for what can't be shown; the event itself is kept in the database. */
export const UNKNOWN_MESSAGE = "Instagram sent something that Sandpiper can't show yet."
export const WITHHELD_MESSAGE = 'Instagram did not give us this content.'
export const UNSENT_MESSAGE = 'Message taken back'

/** What a message is called that has no words of its own, by `public.messages.kind`. */
const NAMES = new Map([
  ['image', 'Picture'],
  ['video', 'Video'],
  ['audio', 'Voice message'],
  ['file', 'File'],
  ['share', 'Shared a link'],
  ['post', 'Shared a post'],
  ['reel', 'Shared a reel'],
  ['story', 'Shared a story'],
  ['story_mention', 'Mentioned you in a story'],
  ['story_reply', 'Replied to your story'],
  ['quick_reply', 'Tapped a reply'],
  ['postback', 'Tapped a button'],
  ['referral', 'Came through a link or an ad'],
  ['template', 'Shared a card'],
  ['view_once', 'View-once picture or video'],
])

/** A message in one line, for the list: its words, else what it is. */
export function previewText(kind: string | null, text: string | null): string {
  if (kind === 'unsent') return UNSENT_MESSAGE
  if (kind === 'unsupported') return text || WITHHELD_MESSAGE
  if (kind === 'unknown' || kind === null) return UNKNOWN_MESSAGE
  return text || (NAMES.get(kind) ?? UNKNOWN_MESSAGE)
}
