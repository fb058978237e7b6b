import assert from 'node:assert/strict'
import {
  allDelivered,
  runUntil,
  simulator,
  strangers,
  withQuietSyncs,
} from '../support/conversation-sync.ts'
import { withPage } from '../support/open-page.ts'
import { seeded } from '../support/stack.ts'

const { accountId, member, workspaceId } = seeded.harbour

Deno.test('the start of a thread brings older messages from Instagram into the open page', async () => {
  await withQuietSyncs(accountId, async (sql) => {
    const [customer] = strangers(1) as [string]
    const write = (text: string, minutesAgo: number) =>
      simulator.message({
        account: 'harbour',
        customer,
        text,
        timestamp: Date.now() - minutesAgo * 60_000,
      })
    await simulator.webhooks({ dropPercent: 100 })
    for (let turn = 0; turn < 21; turn++) await write(`earlier ${turn}.`, 60 - turn)
    await simulator.webhooks()
    await write('the newest', 1)
    await allDelivered()

    await withPage({ email: member, path: `/w/${workspaceId}/inbox` }, async (page) => {
      const list = page.getByRole('region', { name: 'Conversations' })
      await list.getByRole('link').filter({ hasText: `user ${customer.slice(-4)}` }).click()
      const log = page.getByRole('log')
      await log.getByText('the newest').waitFor()
      await runUntil(sql, 'the conversation to be read', async () => {
        const [row] = await sql`
          select from public.conversation_history
          join public.conversations on conversations.id = conversation_id
          join public.contacts on contacts.id = contact_id
          where provider_contact_id = ${customer} and state = 'limited'`
        return row !== undefined
      })
      await log.getByText('earlier 20.').waitFor()
      await log.getByText('earlier 2.').waitFor()
      await log.getByText(/only the newest 20 messages/).waitFor()
      assert.equal(await log.getByText('earlier 1.').count(), 0)
      assert.equal(await log.locator('.message').count(), 20)
    })
  })
})
