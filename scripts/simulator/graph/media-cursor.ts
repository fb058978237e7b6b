import type { WorldMedia } from '../state/simulator-state.ts'

/**
 * A place in the media list, opaque like Meta's cursors. It names the post it lies at, so that
 * paging neither repeats nor skips one when a new post appears meanwhile.
 */
export function encodeMediaCursor(media: WorldMedia): string {
  return btoa(`AQH${media.postedAt}_${media.id}`).replaceAll('=', 'ZD')
}

/** @returns The place, undefined when the text is no cursor of ours. */
export function decodeMediaCursor(
  cursor: string,
): { postedAt: number; id: string } | undefined {
  try {
    const match = /^AQH(\d+)_(\d+)$/.exec(atob(cursor.replace(/(ZD)+$/, '')))
    if (match?.[1] === undefined || match[2] === undefined) return undefined
    return { postedAt: Number(match[1]), id: match[2] }
  } catch {
    return undefined
  }
}

/** Whether a post comes after a place: the list runs from new to old, equal times by id. */
export function liesAfter(media: WorldMedia, place: { postedAt: number; id: string }): boolean {
  if (media.postedAt !== place.postedAt) return media.postedAt < place.postedAt
  return BigInt(media.id) < BigInt(place.id)
}
