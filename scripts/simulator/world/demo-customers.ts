import type { AccountProfile } from './account-profile.ts'
import type { DemoKey } from './demo-accounts.ts'
import { generatedCustomers } from './generated-customers.ts'
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

const customersByAccount: Partial<Record<string, readonly DemoCustomer[]>> = {
  harbour: harbourCustomers,
  northlight: northlightCustomers,
}

/** The people who write to a demo account by themselves. */
export function demoCustomers(key: DemoKey): readonly DemoCustomer[] {
  return customersByAccount[key] ?? []
}

/** The people who write to an account by themselves. */
export function customersOf(profile: AccountProfile): readonly DemoCustomer[] {
  return customersByAccount[profile.key] ?? generatedCustomers(profile)
}
