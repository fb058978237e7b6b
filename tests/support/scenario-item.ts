import fc from 'fast-check'
import type { JsonObject } from '../../supabase/functions/_shared/meta/webhooks/json-readers.ts'

/** An item of a delivery, with what it has to stand in. */
export type ScenarioItem = {
  object: 'instagram' | 'page'
  account: string
  list: 'messaging' | 'standby' | 'changes'
  /** The entry's time in seconds: it is the time of a change, and nothing to the other lists. */
  entryTime: number
  item: JsonObject
}

/** When a scenario begins: Sunday, 6 September 2026, 13:06:40 UTC. In seconds. */
export const SCENARIO_START = 1_788_700_000

/** Few times, so that many things happen at the same one. In seconds. */
export const scenarioTime: fc.Arbitrary<number> = fc.constantFrom(
  ...[0, 1, 2, 60, 3600].map((seconds) => SCENARIO_START + seconds),
)

/** The contacts of a scenario write to the account under these ids. */
export function scenarioContact(account: string): fc.Arbitrary<string> {
  return fc.integer({ min: 1, max: 3 }).map((number) => `${account}-c${number}`)
}
