import type { WrittenComment } from '../../graph/comments/engagement-state.ts'
import type { WorldMedia } from '../../state/simulator-state.ts'
import type { AccountProfile } from '../../world/account-profile.ts'

/**
 * The value of `comments` and `live_comments`, as captured in September 2026: without a time, with
 * `parent_id` only on replies, and without `text` for a GIF.
 *
 * @param options.ad The advertisement it was written under; its media id differs from the post's.
 */
export function commentValue(
  { profile, media, comment, ad }: {
    profile: AccountProfile
    media: WorldMedia
    comment: WrittenComment
    ad?: { id: string; title: string }
  },
): Record<string, unknown> {
  const isOwn = comment.authorId === null
  return {
    id: comment.id,
    ...(comment.parentId === null ? {} : { parent_id: comment.parentId }),
    from: {
      id: comment.authorId ?? profile.igUserId,
      username: comment.username,
      ...(isOwn ? { self_ig_scoped_id: `16${profile.igUserId.slice(-14)}` } : {}),
    },
    media: ad === undefined
      ? { id: media.id, media_product_type: media.kind === 'reel' ? 'REELS' : 'FEED' }
      : {
        id: `179${media.id.slice(-14)}`,
        media_product_type: 'AD',
        ad_id: ad.id,
        ad_title: ad.title,
        original_media_id: media.id,
      },
    ...(comment.text === null ? {} : { text: comment.text }),
  }
}

/** The value of `mentions`: without a comment id the caption is what mentions the account. */
export function mentionValue(mediaId: string, commentId: string | undefined) {
  return { media_id: mediaId, ...(commentId === undefined ? {} : { comment_id: commentId }) }
}

/**
 * The value of `story_insights`, which comes when a story expires. Numbers below five are told as
 * -1 (webhooks overview of 2026-09-16).
 *
 * @param options.impressions Left out when false: whether the number outlived 2025 is not known.
 */
export function storyInsightsValue(
  mediaId: string,
  numbers: { impressions: number; reach: number; replies: number; exits: number },
  options: { impressions: boolean },
) {
  const told = (value: number) => value < 5 ? -1 : value
  return {
    media_id: mediaId,
    ...(options.impressions ? { impressions: told(numbers.impressions) } : {}),
    reach: told(numbers.reach),
    taps_forward: told(Math.floor(numbers.reach / 3)),
    taps_back: told(Math.floor(numbers.reach / 10)),
    exits: told(numbers.exits),
    replies: told(numbers.replies),
  }
}

/** The value of a Page's `feed`: a comment or a reaction under one of its posts. */
export function feedValue(
  profile: AccountProfile,
  options: {
    item: 'comment' | 'reaction' | 'post' | 'status' | 'photo' | 'video' | 'share'
    verb: 'add' | 'edited' | 'remove' | 'hide' | 'unhide'
    postId: string
    commentId: string
    from: { id: string; name: string }
    message: string
    reaction: 'like' | 'love' | 'wow' | 'haha' | 'sorry' | 'anger' | 'care'
    createdAt: number
  },
): Record<string, unknown> {
  const post = `${profile.pageId ?? '0'}_${options.postId}`
  const seconds = Math.floor(options.createdAt / 1_000)
  const base = { item: options.item, verb: options.verb, post_id: post, from: options.from }
  if (options.item === 'comment') {
    return {
      ...base,
      comment_id: `${options.postId}_${options.commentId}`,
      parent_id: post,
      message: options.message,
      created_time: seconds,
      post: {
        status_type: 'added_photos',
        is_published: true,
        permalink_url: `https://www.facebook.com/${post}`,
        id: post,
      },
    }
  }
  if (options.item === 'reaction') {
    return { ...base, parent_id: post, reaction_type: options.reaction, created_time: seconds }
  }
  return { ...base, message: options.message, published: 1, created_time: seconds }
}
