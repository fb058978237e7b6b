import assert from 'node:assert/strict'
import { createEventLog } from './create-event-log.ts'
import { loadFollowing } from './load-following.ts'
import type { LiveEvent } from './parse-live-event.ts'

const account = (status: string): LiveEvent => ({
  kind: 'account',
  update: { account_id: 'a', status, status_reason: null, last_synced_at: null },
})
const statusOf = (data: string[], event: LiveEvent) =>
  event.kind === 'account' ? [...data, event.update.status] : data

Deno.test('an event that comes while the rows are read is not lost, an earlier one not repeated', async () => {
  const log = createEventLog()
  log.append(account('before'))
  const data = await loadFollowing({
    log,
    load: () => {
      log.append(account('meanwhile'))
      return Promise.resolve(['loaded'])
    },
    apply: statusOf,
    reloadSoon: () => assert.fail('nothing was missed'),
  })
  assert.deepEqual(data, ['loaded', 'meanwhile'])
})

Deno.test('rows read before the channel delivered are read once more', async () => {
  const log = createEventLog()
  let reloads = 0
  await loadFollowing({
    log,
    load: () => {
      log.restart()
      return Promise.resolve([])
    },
    apply: statusOf,
    reloadSoon: () => reloads += 1,
  })
  assert.equal(reloads, 1)
})

Deno.test('the log forgets what is older than any load', () => {
  let now = 0
  const log = createEventLog(() => now)
  const mark = log.mark()
  log.append(account('old'))
  now = 120_000
  log.append(account('new'))
  assert.deepEqual(log.since(mark), [account('new')])
})
