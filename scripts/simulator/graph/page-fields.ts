import { accountFields } from './account-fields.ts'
import { type FieldReaders, selectFields } from './select-fields.ts'
import type { WorldAccount } from '../state/simulator-state.ts'

/** The linked Facebook Page, which is what `/me` is for a Page token. */
export const pageFields: FieldReaders<WorldAccount> = {
  id: (_, call) => call.demo.pageId ?? '',
  name: (_, call) => call.demo.name,
  instagram_business_account: (account, call, field) =>
    selectFields(account, accountFields(call), field.fields, call),
}
