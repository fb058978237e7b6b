import type { AccountProfile } from './account-profile.ts'

export type { Login } from './account-profile.ts'
/** The two accounts' keys; generated accounts have keys of their own. */
export type DemoKey = 'harbour' | 'northlight'

/** The two accounts of every development database and simulator; the seed holds the same ids. */
export const demoAccounts: readonly (AccountProfile & { key: DemoKey })[] = [
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
    temper: 'steady',
    utcOffsetHours: 1,
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
    temper: 'steady',
    utcOffsetHours: 0,
  },
]

/** The demo account of a key. */
export function demoAccount(key: string): AccountProfile & { key: DemoKey } {
  const account = demoAccounts.find((candidate) => candidate.key === key)
  if (account === undefined) throw new Error(`There is no demo account "${key}".`)
  return account
}

/** Whether an account is one of the two that every world has. */
export function isDemo(profile: AccountProfile): boolean {
  return demoAccounts.some(({ key }) => key === profile.key)
}
