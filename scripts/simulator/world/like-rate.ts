const HOUR_MS = 60 * 60 * 1_000

/** After this time about two thirds of a post's likes have come. */
const FADING_HOURS = 30
/** Old posts still get a like now and then. */
const LASTING_LIKES_AN_HOUR = 0.05

export const COMMENTS_PER_LIKE = 0.045

/**
 * Likes that come in an hour, at an age: high at first, then fading exponentially.
 *
 * @param appeal Likes the post tends towards.
 */
export function likeRate(appeal: number, ageMs: number): number {
  const ageHours = Math.max(0, ageMs) / HOUR_MS
  return (appeal / FADING_HOURS) * Math.exp(-ageHours / FADING_HOURS) + LASTING_LIKES_AN_HOUR
}

/** Likes that have come up to an age: the sum of `likeRate` since the posting. */
export function likesAtAge(appeal: number, ageMs: number): number {
  const ageHours = Math.max(0, ageMs) / HOUR_MS
  const faded = appeal * (1 - Math.exp(-ageHours / FADING_HOURS))
  return Math.round(faded + LASTING_LIKES_AN_HOUR * ageHours)
}
