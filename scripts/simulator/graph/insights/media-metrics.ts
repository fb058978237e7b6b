import type { Login } from '../../world/demo-accounts.ts'
import type { MediaNumbers } from './media-numbers.ts'

export type ProductType = 'FEED' | 'REELS' | 'STORY'

export type MediaMetric = {
  title: string
  products: readonly ProductType[]
  /** Only with this login; with both when left out. */
  login?: Login
  /** The one breakdown it has, with weights for its values. */
  breakdown?: { name: string; weights: Readonly<Record<string, number>> }
  value: (numbers: MediaNumbers) => number
}

const ALL: readonly ProductType[] = ['FEED', 'REELS', 'STORY']
const POSTS: readonly ProductType[] = ['FEED', 'REELS']
const WITH_PROFILE: readonly ProductType[] = ['FEED', 'STORY']

/** Which metrics which product has (media insights reference of 2026-06-18, and captures). */
export const mediaMetrics: Readonly<Record<string, MediaMetric>> = {
  views: { title: 'Views', products: ALL, value: ({ views }) => views },
  reach: { title: 'Reach', products: ALL, value: ({ reach }) => reach },
  likes: { title: 'Likes', products: POSTS, value: ({ likes }) => likes },
  comments: { title: 'Comments', products: POSTS, value: ({ comments }) => comments },
  saved: { title: 'Saved', products: POSTS, value: ({ saved }) => saved },
  shares: { title: 'Shares', products: ALL, value: ({ shares }) => shares },
  reposts: { title: 'Reposts', products: ALL, value: ({ reposts }) => reposts },
  total_interactions: {
    title: 'Post interactions',
    products: ALL,
    value: ({ likes, comments, saved, shares, reposts }) =>
      likes + comments + saved + shares + reposts,
  },
  follows: { title: 'Follows', products: WITH_PROFILE, value: ({ follows }) => follows },
  profile_visits: {
    title: 'Profile visits',
    products: WITH_PROFILE,
    value: ({ profileVisits }) => profileVisits,
  },
  profile_activity: {
    title: 'Profile activity',
    products: WITH_PROFILE,
    breakdown: {
      name: 'action_type',
      weights: { BIO_LINK_CLICKED: 6, CALL: 1, DIRECTION: 2, EMAIL: 1, OTHER: 1, TEXT: 1 },
    },
    value: ({ linkTaps }) => linkTaps,
  },
  ig_reels_avg_watch_time: {
    title: 'Average watch time',
    products: ['REELS'],
    value: ({ averageWatchMs }) => averageWatchMs,
  },
  ig_reels_video_view_total_time: {
    title: 'Watch time',
    products: ['REELS'],
    value: ({ averageWatchMs, views }) => averageWatchMs * views,
  },
  reels_skip_rate: { title: 'Skip rate', products: ['REELS'], value: ({ skipRate }) => skipRate },
  crossposted_views: {
    title: 'Crossposted views',
    products: ['REELS'],
    value: ({ views }) => Math.floor(views * 1.1),
  },
  facebook_views: {
    title: 'Facebook views',
    products: ALL,
    login: 'facebook',
    value: ({ views }) => Math.floor(views * 0.1),
  },
  total_likes: {
    title: 'Total likes',
    products: POSTS,
    login: 'facebook',
    value: ({ likes }) => likes,
  },
  total_comments: {
    title: 'Total comments',
    products: POSTS,
    login: 'facebook',
    value: ({ comments }) => comments,
  },
  total_views: {
    title: 'Total views',
    products: ALL,
    login: 'facebook',
    value: ({ views }) => views,
  },
  replies: { title: 'Replies', products: ['STORY'], value: ({ comments }) => comments },
  navigation: {
    title: 'Navigation',
    products: ['STORY'],
    breakdown: {
      name: 'story_navigation_action_type',
      weights: { TAP_FORWARD: 12, TAP_BACK: 3, TAP_EXIT: 4, SWIPE_FORWARD: 3 },
    },
    value: ({ views }) => Math.floor(views * 0.9),
  },
  link_clicks: {
    title: 'Link clicks',
    products: ['STORY'],
    login: 'facebook',
    value: ({ linkTaps }) => linkTaps,
  },
}

/** Names the endpoint's schema accepts (captured 2026-09-12): more than any post supports. */
export const MEDIA_METRIC_NAMES: readonly string[] = [
  'impressions',
  'shares',
  'comments',
  'likes',
  'saved',
  'replies',
  'total_interactions',
  'navigation',
  'follows',
  'profile_visits',
  'profile_activity',
  'reach',
  'ig_reels_video_view_total_time',
  'ig_reels_avg_watch_time',
  'views',
  'thread_replies',
  'reposts',
  'quotes',
  'thread_shares',
  'threads_views',
  'threads_media_clicks',
  'reels_skip_rate',
  'threads_reposts',
  'facebook_views',
  'crossposted_views',
  'total_views',
  'total_likes',
  'total_comments',
  'link_clicks',
]
