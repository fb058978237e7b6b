import type { WorldAccount } from '../state/simulator-state.ts'
import { accountFields } from './account-fields.ts'
import { cdnUrl } from './cdn-url.ts'
import { pageToken } from '../oauth/page-token.ts'
import { type FieldReaders, selectFields } from './select-fields.ts'

const TASKS = ['ANALYZE', 'ADVERTISE', 'MESSAGING', 'MODERATE', 'CREATE_CONTENT', 'MANAGE']

/** The linked Facebook Page, which is what `/me` is for a Page token. */
export const pageFields: FieldReaders<WorldAccount> = {
  id: (_, call) => call.demo.pageId ?? '',
  name: (_, call) => call.demo.name,
  tasks: () => TASKS,
  access_token: (_, call) => pageToken(call.demo, call.grant, call.simulation),
  followers_count: (account) => Math.floor(account.followers / 3),
  fan_count: (account) => Math.floor(account.followers / 3.2),
  link: (_, call) => `https://www.facebook.com/${call.demo.pageId}`,
  picture: (_, call) => ({
    data: { url: cdnUrl(call, call.demo.pageId ?? '', 'jpg', 'fbcdn.net'), is_silhouette: false },
  }),
  instagram_business_account: (account, call, field) =>
    selectFields(account, accountFields(call), field.fields, call),
}
