/**
 * Which of Meta's two logins connected an account. It decides the Graph host
 * (graph.instagram.com or graph.facebook.com), the token's prefix and the secret that signs.
 */
export type Login = 'instagram' | 'facebook'

/** How lively an account is; see `tempers`. */
export type Temper = 'quiet' | 'steady' | 'busy' | 'viral'

/** What never changes about an account. The numbers that do are in the state. */
export type AccountProfile = {
  /** The simulator's own name for the account, in control calls and in the state. */
  key: string
  name: string
  username: string
  login: Login
  /** The professional id: `user_id` of `/me`, `entry.id` of deliveries. */
  igUserId: string
  /** The app-scoped id: `id` of `/me` with Instagram Login. Never in a message delivery. */
  appScopedId: string
  /** The linked Facebook Page, with Facebook Login only. */
  pageId: string | null
  /** Good for the simulator alone. */
  token: string
  biography: string
  website: string
  /** The numbers with which a new world starts. */
  followers: number
  follows: number
  temper: Temper
  /** Hours by which the account's day lies ahead of UTC; its followers are awake by it. */
  utcOffsetHours: number
}
