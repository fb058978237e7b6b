import type { Behaviour } from '../../behaviour/behaviour.ts'
import { type AccountNumbers, uniqueOf } from './account-numbers.ts'

type Weights = Readonly<Record<string, number>>

export type AccountMetric = {
  title: string
  /** In which forms it answers. */
  types: readonly ('total_value' | 'time_series')[]
  periods: readonly string[]
  /** Breakdowns by name, with the weights of their values. */
  breakdowns: Readonly<Record<string, Weights>>
  /** Nothing is shown below 100 followers. */
  needsFollowers?: true
  value: (numbers: AccountNumbers) => number
}

const PRODUCTS: Weights = { REEL: 9, POST: 5, CAROUSEL_CONTAINER: 4, STORY: 2, AD: 1 }
const FOLLOWERS: Weights = { FOLLOWER: 12, NON_FOLLOWER: 7, UNKNOWN: 1 }
const BUTTONS: Weights = { CALL: 3, DIRECTION: 4, EMAIL: 3, TEXT: 1, BOOK_NOW: 1 }

/**
 * The metrics of an account (account insights reference of 2026-06-16). `follower_count` and
 * `online_followers` are missing there and still answer; demographics are apart.
 *
 * @param behaviour Tells under which name `views` is broken down by follower: the page has two.
 */
export function accountMetrics(behaviour: Behaviour): Readonly<Record<string, AccountMetric>> {
  const total = { types: ['total_value'], periods: ['day'] } as const
  const byProduct = { media_product_type: PRODUCTS }
  const likes = (share: number) => (numbers: AccountNumbers) => Math.floor(numbers.likes * share)
  return {
    reach: {
      title: 'Reach',
      types: ['time_series', 'total_value'],
      periods: ['day', 'week', 'days_28'],
      breakdowns: { ...byProduct, follow_type: FOLLOWERS },
      value: ({ views, audience }) => uniqueOf(views, audience),
    },
    views: {
      ...total,
      title: 'Views',
      breakdowns: { ...byProduct, [behaviour.viewsBreakdown]: FOLLOWERS },
      value: ({ views }) => views,
    },
    accounts_engaged: {
      ...total,
      title: 'Accounts engaged',
      breakdowns: {},
      value: ({ likes: all, audience }) => uniqueOf(all, audience / 4),
    },
    total_interactions: {
      ...total,
      title: 'Content interactions',
      breakdowns: byProduct,
      value: likes(1.22),
    },
    likes: { ...total, title: 'Likes', breakdowns: byProduct, value: likes(1) },
    comments: { ...total, title: 'Comments', breakdowns: byProduct, value: likes(0.045) },
    shares: { ...total, title: 'Shares', breakdowns: byProduct, value: likes(0.04) },
    // `saves` here, `saved` on media.
    saves: { ...total, title: 'Saves', breakdowns: byProduct, value: likes(0.08) },
    replies: { ...total, title: 'Replies', breakdowns: {}, value: likes(0.01) },
    reposts: { ...total, title: 'Reposts', breakdowns: {}, value: likes(0.016) },
    profile_links_taps: {
      ...total,
      title: 'Profile links taps',
      breakdowns: { contact_button_type: BUTTONS },
      value: likes(0.03),
    },
    follows_and_unfollows: {
      ...total,
      title: 'Follows and unfollows',
      breakdowns: { follow_type: FOLLOWERS },
      needsFollowers: true,
      value: ({ newFollows, unfollows }) => newFollows + unfollows,
    },
    follower_count: {
      title: 'Follower count',
      types: ['time_series'],
      periods: ['day'],
      breakdowns: {},
      needsFollowers: true,
      // New follows without those who left: never negative (captured in August 2026).
      value: ({ newFollows }) => newFollows,
    },
  }
}

export const DEMOGRAPHICS: readonly string[] = [
  'follower_demographics',
  'engaged_audience_demographics',
]

/** Names the endpoint's schema accepts (captured with Instagram Login, December 2025). */
export const ACCOUNT_METRIC_NAMES: readonly string[] = [
  'reach',
  'follower_count',
  'website_clicks',
  'profile_views',
  'online_followers',
  'accounts_engaged',
  'total_interactions',
  'likes',
  'comments',
  'shares',
  'saves',
  'replies',
  'engaged_audience_demographics',
  'reached_audience_demographics',
  'follower_demographics',
  'follows_and_unfollows',
  'profile_links_taps',
  'views',
  'threads_likes',
  'threads_replies',
  'reposts',
  'quotes',
  'threads_followers',
  'threads_follower_demographics',
  'content_views',
  'threads_views',
  'threads_clicks',
  'threads_reposts',
]
