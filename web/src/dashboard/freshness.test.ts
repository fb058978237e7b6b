import assert from 'node:assert/strict'
import type { AccountRow } from '../data/rows.ts'
import { applyToAccounts } from './accounts-state.ts'
import { describeFreshness } from './freshness.ts'

const account: AccountRow = {
  id: 'a',
  provider: 'instagram',
  username: 'harbour.coffee',
  name: null,
  status: 'connected',
  status_reason: null,
  last_synced_at: '2026-11-22T13:05:10Z',
}
const view = { now: Date.parse('2026-11-22T13:06:00Z'), timeZone: 'Europe/Berlin' }

Deno.test('the freshness is said in the workspace’s time zone', () => {
  assert.deepEqual(describeFreshness(account, view), { tone: 'fine', text: 'Data to 14:05:10' })
})

Deno.test('an account to reconnect says so, since when, and that messages still arrive', () => {
  const { tone, text } = describeFreshness({ ...account, status: 'needs_reconnect' }, view)
  assert.equal(tone, 'late')
  assert.match(text, /Reconnect needed.*since today 14:05.*Messages still arrive/)
})

Deno.test('new numbers renew the freshness, late ones do not', () => {
  const metrics = (observed_at: string) =>
    applyToAccounts([account], {
      kind: 'metrics',
      update: { account_id: 'a', observed_at, account_metrics: {}, media: [], media_metrics: [] },
    })[0]?.last_synced_at
  assert.equal(metrics('2026-11-22T13:07:00Z'), '2026-11-22T13:07:00Z')
  assert.equal(metrics('2026-11-22T13:01:00Z'), account.last_synced_at)
})
