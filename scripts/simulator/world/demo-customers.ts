import type { AccountKey } from './demo-accounts.ts'
import { harbourCustomers } from './harbour-customers.ts'
import { northlightCustomers } from './northlight-customers.ts'

export type DemoCustomer = {
  /** IGSID, 16 digits, valid for one account only. */
  id: string
  username: string
  name: string
  /** Little conversations, a line an element; one that starts with `> ` is the business's. */
  topics: string[][]
}

const customersByAccount: Record<AccountKey, readonly DemoCustomer[]> = {
  harbour: harbourCustomers,
  northlight: northlightCustomers,
}

/** The people who write to a demo account by themselves. */
export function demoCustomers(account: AccountKey): readonly DemoCustomer[] {
  return customersByAccount[account]
}
