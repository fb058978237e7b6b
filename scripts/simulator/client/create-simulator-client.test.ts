import assert from 'node:assert/strict'
import { createTestSimulator } from '../testing/create-test-simulator.ts'
import { demoAccount } from '../world/demo-accounts.ts'
import { createSimulatorClient } from './create-simulator-client.ts'

async function withClient() {
  const test = await createTestSimulator({ accounts: 5 })
  const client = createSimulatorClient('http://127.0.0.1:57000', test.simulator.handle)
  return { ...test, client }
}

Deno.test('a test plays customers and Meta’s moods through the client', async () => {
  const { client, simulator } = await withClient()
  const { mid, customerId } = await client.message({ account: 'account-1', text: 'hi' })
  await client.event({ account: 'account-1', customer: customerId, event: { kind: 'react', mid } })
  await client.comment({ account: 'account-1', text: null })
  await client.webhooks({ dropPercent: 100 })
  await client.echo({ account: 'account-1', text: 'hello' })
  assert.equal((await client.webhooks()).dropPercent, 0)
  await client.publish('account-1')
  await client.advance(1_000)
  await simulator.settled()
  const { messages, deliveries } = await client.state()
  assert.deepEqual(messages.map(({ text }) => text), ['hi', 'hello'])
  assert.deepEqual(Object.values(messages[0]?.reactions ?? {}), ['❤️'])
  assert.equal(deliveries.length, 3)
  assert.equal((await client.world()).accounts[2]?.threads, 1)
})

Deno.test('the calls that were made are told with endpoint, cost and a fingerprint, no token', async () => {
  const { client, get } = await withClient()
  const { token } = demoAccount('harbour')
  const host = '/graph.instagram.com'
  const { body } = await get(`${host}/v25.0/me/media?limit=2&access_token=${token}`)
  const ids = body.data.map(({ id }: { id: string }) => id).join(',')
  await get(`${host}/v25.0/?ids=${ids}&fields=id`, {
    headers: { Authorization: `Bearer ${token}` },
  })
  await get(`${host}/v25.0/me?access_token=wrong`)
  const calls = await client.calls()
  assert.deepEqual(calls.map(({ status, cost, account }) => [status, cost, account]), [
    [200, 1, 'harbour'],
    [200, 2, 'harbour'],
    [401, 1, null],
  ])
  assert.equal(calls[0]?.path, '/v25.0/me/media?limit=2&access_token=***')
  assert.equal(calls[0]?.token, calls[1]?.token)
  assert.match(calls[0]?.token ?? '', /^[0-9a-f]{16}$/)
  assert.notEqual(calls[2]?.token, calls[0]?.token)
  assert.doesNotMatch(JSON.stringify(calls), /DemoToken/)
  assert.equal((await client.calls(calls[1]?.id)).length, 1)
  await client.clearCalls()
  assert.deepEqual(await client.calls(), [])
})

Deno.test('a refusal is an error that says what to do', async () => {
  const { client } = await withClient()
  await assert.rejects(client.message({ account: 'nobody' }), /account-1" to "account-3"/)
})
