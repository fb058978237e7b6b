/**
 * Which of Meta's two logins connected an account. It decides the Graph host
 * (graph.instagram.com or graph.facebook.com), the token's prefix and the secret that signs.
 */
export type Login = 'instagram' | 'facebook'

export type AccountKey = 'harbour' | 'northlight'

export type DemoAccount = {
  key: AccountKey
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
}

/** The two accounts of every development database and simulator; the seed holds the same ids. */
export const demoAccounts: readonly DemoAccount[] = [
  {
    key: 'harbour',
    name: 'Harbour Coffee',
    username: 'harbour.coffee',
    login: 'instagram',
    igUserId: '17841470348340237',
    appScopedId: '26160319576992690',
    pageId: null,
    token: 'IGAAHarbourCoffeeDemoTokenForDevelopmentOnly',
    biography:
      'Small-batch roastery & café on the quay ☕️ Cuppings, brew classes, fresh Franzbrötchen.',
    website: 'https://harbour-coffee.example/',
    followers: 12_412,
    follows: 311,
  },
  {
    key: 'northlight',
    name: 'Northlight Studio',
    username: 'northlight.studio',
    login: 'facebook',
    igUserId: '17841470348340911',
    appScopedId: '26160319576990118',
    pageId: '102030405060708',
    token: 'EAANorthlightStudioDemoTokenForDevelopmentOnly',
    biography: 'Portraits, weddings and film workshops in daylight 📷 Bookings by message.',
    website: 'https://northlight-studio.example/',
    followers: 3_154,
    follows: 182,
  },
]

/** The demo account of a key. */
export function demoAccount(key: AccountKey): DemoAccount {
  const account = demoAccounts.find((candidate) => candidate.key === key)
  if (account === undefined) throw new Error(`There is no demo account "${key}".`)
  return account
}
