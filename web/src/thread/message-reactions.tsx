import type { ReactionRow } from '../data/rows.ts'

/** Names that come without a sign of their own. */
const SIGNS: Record<string, string> = {
  love: '❤️',
  laugh: '😂',
  wow: '😮',
  sad: '😢',
  angry: '😠',
  like: '👍',
}

/** The reactions on a message; such as were taken back are gone. */
export function MessageReactions(
  { reactions, contactName }: { reactions: ReactionRow[]; contactName: string },
) {
  const given = reactions.filter(({ emoji, reaction }) => emoji !== null || reaction !== null)
  if (given.length === 0) return null
  return (
    <ul className='reactions' aria-label='Reactions'>
      {given.map(({ actor, emoji, reaction }) => {
        const sign = emoji ?? SIGNS[reaction ?? ''] ?? '♥'
        const who = actor === 'contact' ? contactName : 'your account'
        return (
          <li key={actor} title={`${sign} by ${who}`}>
            {sign}
            <span className='visually-hidden'>by {who}</span>
          </li>
        )
      })}
    </ul>
  )
}
