import type { AccountNumbers } from '../insights/account-numbers.ts'
import type { PagePost } from './page-posts-of.ts'

type Value = number | Readonly<Record<string, number>>

const share = (value: number, part: number) => Math.floor(value * part)

/** Keys with zero are left out, so that a post without any shows an empty object. */
function counts(parts: Record<string, number>): Record<string, number> {
  return Object.fromEntries(Object.entries(parts).filter(([, value]) => value > 0))
}

/** Metrics a Page's post answers on v25 (captured 2026-09-01); all others fail the call. */
export const postMetrics: Readonly<Record<string, (post: PagePost) => Value>> = {
  post_media_view: ({ likes }) => likes * 22,
  post_total_media_view_unique: ({ likes }) => likes * 15,
  post_activity_by_action_type: ({ likes }) =>
    counts({ share: share(likes, 1 / 15), like: likes, comment: share(likes, 1 / 12) }),
  post_activity_by_action_type_unique: ({ likes }) =>
    counts({ share: share(likes, 1 / 16), like: likes, comment: share(likes, 1 / 14) }),
  post_reactions_like_total: ({ likes }) => share(likes, 0.8),
  post_reactions_love_total: ({ likes }) => share(likes, 0.15),
  post_reactions_wow_total: ({ likes }) => share(likes, 0.02),
  post_reactions_haha_total: ({ likes }) => share(likes, 0.02),
  post_reactions_sorry_total: () => 0,
  post_reactions_anger_total: () => 0,
  post_reactions_by_type_total: ({ likes }) =>
    counts({
      like: share(likes, 0.8),
      love: share(likes, 0.15),
      wow: share(likes, 0.02),
      haha: share(likes, 0.02),
    }),
  post_clicks: ({ likes }) => likes * 2,
  post_clicks_by_type: ({ likes }) =>
    counts({
      'photo view': likes,
      'other clicks': share(likes, 0.7),
      'link clicks': share(likes, 0.3),
    }),
  post_video_views: ({ likes, media }) => media.kind === 'reel' ? likes * 14 : 0,
}

/** Metrics a Page answers on v25, from the numbers of a time. */
export const pageMetrics: Readonly<Record<string, (numbers: AccountNumbers) => Value>> = {
  page_media_view: ({ views }) => share(views, 0.25),
  page_total_media_view_unique: ({ views }) => share(views, 0.16),
  page_post_engagements: ({ likes }) => share(likes, 0.3),
  page_views_total: ({ views }) => share(views, 0.02),
  page_follows: ({ audience }) => share(audience, 1 / 12),
  page_daily_follows: ({ newFollows }) => share(newFollows, 0.2),
  page_daily_follows_unique: ({ newFollows }) => share(newFollows, 0.2),
  page_daily_unfollows_unique: ({ unfollows }) => share(unfollows, 0.2),
  page_actions_post_reactions_total: ({ likes }) =>
    counts({ like: share(likes, 0.16), love: share(likes, 0.03) }),
  page_total_actions: ({ likes }) => share(likes, 0.01),
  page_fan_adds_by_paid_non_paid_unique: ({ newFollows }) =>
    counts({ unpaid: share(newFollows, 0.2), total: share(newFollows, 0.2) }),
  page_lifetime_engaged_followers_unique: ({ audience }) => share(audience, 1 / 60),
  page_video_view_time: ({ views }) => views * 900,
}
