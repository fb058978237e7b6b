import assert from 'node:assert/strict'
import { TEST_TIME_MS } from '../testing/create-test-simulator.ts'
import { createWorldAccount } from './create-world-account.ts'
import { demoAccounts } from './demo-accounts.ts'
import { demoCustomers } from './demo-customers.ts'
import { demoPosts } from './demo-posts.ts'
import { renderCaption } from './render-caption.ts'

Deno.test('ids have the length of real ones and are used once', () => {
  const customers = demoAccounts.flatMap(({ key }) => demoCustomers(key))
  const media = demoAccounts.flatMap((account) => createWorldAccount(account, TEST_TIME_MS).media)
  for (const { id } of customers) assert.match(id, /^\d{16}$/)
  const mediaIds = media.flatMap(({ id, childIds }) => [id, ...childIds])
  for (const id of mediaIds) assert.match(id, /^\d{17}$/)
  assert.equal(new Set(customers.map(({ id }) => id)).size, customers.length)
  assert.equal(new Set(mediaIds).size, mediaIds.length)
})

Deno.test('a new world has posts of every kind, newest first, all in the past', () => {
  for (const demo of demoAccounts) {
    const { media } = createWorldAccount(demo, TEST_TIME_MS)
    assert.deepEqual(new Set(media.map(({ kind }) => kind)), new Set(['image', 'carousel', 'reel']))
    const times = media.map(({ postedAt }) => postedAt)
    assert.deepEqual(times, times.toSorted((one, other) => other - one))
    assert.ok(times.every((time) => time < TEST_TIME_MS))
  }
})

Deno.test('captions announce dates after their post', () => {
  assert.equal(
    renderCaption('{date +9} / {datum +9}', TEST_TIME_MS),
    'Monday 23 November / Montag, 23. November',
  )
  const templates = demoAccounts.flatMap(({ key }) => {
    const { published, drafts } = demoPosts(key)
    return [...published, ...drafts]
  })
  for (const { caption } of templates) {
    assert.doesNotMatch(renderCaption(caption, TEST_TIME_MS), /[{}]/)
  }
})
