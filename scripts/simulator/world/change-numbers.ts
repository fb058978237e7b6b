import type { WorldAccount, WorldMedia } from '../state/simulator-state.ts'

export type NumberChange = {
  followers: number
  likes: number
  comments: number
}

/**
 * Changes numbers on request.
 *
 * @param change Differences; negative ones lower a number.
 * @returns The name of the number that would fall below zero, in which case nothing changed.
 */
export function changeNumbers(
  account: WorldAccount,
  media: WorldMedia,
  change: NumberChange,
): keyof NumberChange | undefined {
  if (account.followers + change.followers < 0) return 'followers'
  if (media.likes + change.likes < 0) return 'likes'
  if (media.comments + change.comments < 0) return 'comments'
  account.followers += change.followers
  media.likes += change.likes
  media.comments += change.comments
  return undefined
}
