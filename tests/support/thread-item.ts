import fc from 'fast-check'
import type { JsonObject } from '../../supabase/functions/_shared/meta/webhooks/json-readers.ts'
import { SCENARIO_START, type ScenarioItem } from './scenario-item.ts'

/** Some things come while another app owns the thread. */
export const incomingList: fc.Arbitrary<ScenarioItem['list']> = fc.constantFrom(
  'messaging',
  'messaging',
  'standby',
)

type About = { account: string; contact: string; time: number; byContact?: boolean }

/** An item of a thread, from the contact unless it says otherwise. */
export function threadItem(
  list: ScenarioItem['list'],
  { account, contact, time, byContact = true }: About,
  part: JsonObject,
): ScenarioItem {
  const [sender, recipient] = byContact ? [contact, account] : [account, contact]
  const item = {
    sender: { id: sender },
    recipient: { id: recipient },
    timestamp: time * 1000,
    ...part,
  }
  return { object: 'instagram', account, list, entryTime: SCENARIO_START, item }
}
