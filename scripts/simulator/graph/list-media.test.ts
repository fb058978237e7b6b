import assert from 'node:assert/strict'
import fc from 'fast-check'
import { createTestSimulator } from '../testing/create-test-simulator.ts'
import { demoAccount } from '../world/demo-accounts.ts'

const { token, igUserId } = demoAccount('harbour')
const mediaPath = `/graph.instagram.com/v25.0/${igUserId}/media?access_token=${token}`

type Media = { id: string; timestamp: string }

Deno.test('paging visits every post once, newest first, whatever the page size', async () => {
  const { get } = await createTestSimulator()
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 30 }), async (limit) => {
      const visited: Media[] = []
      let path: string | undefined = `${mediaPath}&fields=timestamp&limit=${limit}`
      while (path !== undefined) {
        const { body }: Awaited<ReturnType<typeof get>> = await get(path)
        visited.push(...body.data)
        assert.ok(body.paging.cursors.after)
        const next: string | undefined = body.paging.next
        path = next === undefined ? undefined : new URL(next).pathname + new URL(next).search
      }
      assert.equal(visited.length, 24)
      assert.equal(new Set(visited.map(({ id }) => id)).size, 24)
      const times = visited.map(({ timestamp }) => timestamp)
      assert.deepEqual(times, times.toSorted().reverse())
    }),
    { numRuns: 30 },
  )
})

Deno.test('a post that appears while a client pages neither repeats nor hides another', async () => {
  const { get, post } = await createTestSimulator()
  const first = await get(`${mediaPath}&limit=10`)
  await post('/control/media', { account: 'harbour' })
  const second = await get(`${mediaPath}&limit=100&after=${first.body.paging.cursors.after}`)
  const ids = [...first.body.data, ...second.body.data].map(({ id }: Media) => id)
  assert.equal(new Set(ids).size, 24)
  assert.equal((await get(`${mediaPath}&limit=1`)).body.data[0].id.slice(0, 3), '181')
})

Deno.test('the address of the next page holds the token and the same fields', async () => {
  const { get } = await createTestSimulator()
  const { body } = await get(`${mediaPath}&fields=id,children{id}&limit=2`)
  const next = new URL(body.paging.next)
  assert.equal(next.searchParams.get('access_token'), token)
  assert.equal(next.searchParams.get('fields'), 'id,children{id}')
  assert.equal(next.searchParams.get('limit'), '2')
  assert.equal(next.searchParams.get('after'), body.paging.cursors.after)
})

Deno.test('a page holds 25 posts without a limit, and never more than 100', async () => {
  const { get, post } = await createTestSimulator()
  for (let count = 0; count < 80; count += 1) await post('/control/media', { account: 'harbour' })
  assert.equal((await get(mediaPath)).body.data.length, 25)
  assert.equal((await get(`${mediaPath}&limit=1000`)).body.data.length, 100)
})

Deno.test('a bad limit and a bad cursor are refused with code 100', async () => {
  const { get } = await createTestSimulator()
  for (const query of ['limit=0', 'limit=-1', 'limit=many', 'after=nonsense']) {
    assert.equal((await get(`${mediaPath}&${query}`)).body.error.code, 100)
  }
})
