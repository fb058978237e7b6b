import { shortMoment } from '../ui/format-time.ts'

const HOUR_MS = 60 * 60_000
/** Instagram's rules: any reply within a day, a person's within a week. */
const OPEN_MS = 24 * HOUR_MS
const HUMAN_MS = 7 * 24 * HOUR_MS

const CAUSES: Record<string, string> = {
  message: 'their last message',
  quick_reply: 'their tap on a reply',
  postback: 'their tap on a button',
  story_reply: 'their reply to a story',
  story_mention: 'their mention in a story',
}

export type MessagingWindow = {
  state: 'open' | 'human_agent' | 'closed'
  text: string
  /** What it is counted from. */
  reason: string
}

/** Whether the contact can be written to, and until when. */
export function messagingWindow(
  { window_opened_at, window_cause }: {
    window_opened_at: string | null
    window_cause: string | null
  },
  now: number,
): MessagingWindow {
  if (!window_opened_at) {
    return { state: 'closed', text: 'Window closed', reason: 'They have not written yet.' }
  }
  const openedAt = Date.parse(window_opened_at)
  const cause = CAUSES[window_cause ?? ''] ?? 'their last act'
  const reason = `Counted from ${cause}, ${shortMoment(openedAt, now)}.`
  const until = (length: number) => shortMoment(openedAt + length, now)
  if (now < openedAt + OPEN_MS) {
    return { state: 'open', text: `Window open until ${until(OPEN_MS)}`, reason }
  }
  if (now < openedAt + HUMAN_MS) {
    return { state: 'human_agent', text: `Personal replies until ${until(HUMAN_MS)}`, reason }
  }
  return { state: 'closed', text: `Window closed since ${until(HUMAN_MS)}`, reason }
}
