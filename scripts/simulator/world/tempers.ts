import type { Temper } from './account-profile.ts'

/** What a temper means in numbers. Invented, but of the size that real accounts show. */
export type TemperNumbers = {
  /** Share of the generated accounts. */
  share: number
  followers: [least: number, most: number]
  /** Posts that are there when the world begins. */
  posts: [least: number, most: number]
  postsAWeek: number
  /** Likes a post tends towards, as a share of the followers. */
  appeal: number
  /** Likes that one like leads to, on average; below 1, or posts would never come to rest. */
  contagion: number
  /** Messages of customers in a day of average liveliness. */
  messagesADay: number
}

export const tempers: Record<Temper, TemperNumbers> = {
  quiet: {
    share: 0.5,
    followers: [90, 1_500],
    posts: [6, 24],
    postsAWeek: 0.7,
    appeal: 0.04,
    contagion: 0.15,
    messagesADay: 2,
  },
  steady: {
    share: 0.32,
    followers: [1_200, 20_000],
    posts: [20, 50],
    postsAWeek: 3,
    appeal: 0.035,
    contagion: 0.35,
    messagesADay: 12,
  },
  busy: {
    share: 0.15,
    followers: [15_000, 120_000],
    posts: [40, 90],
    postsAWeek: 9,
    appeal: 0.025,
    contagion: 0.55,
    messagesADay: 90,
  },
  viral: {
    share: 0.03,
    followers: [80_000, 900_000],
    posts: [60, 140],
    postsAWeek: 14,
    appeal: 0.02,
    contagion: 0.85,
    messagesADay: 400,
  },
}
