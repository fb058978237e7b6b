import assert from 'node:assert/strict'
import { simulator } from '../support/conversation-sync.ts'
import { withOpenConversation } from '../support/open-conversation.ts'
import { seeded, withClient, withDatabase } from '../support/stack.ts'

Deno.test('window, status and who answers show as they change', async () => {
  await withOpenConversation('how late is it?', async ({ page, row, customer }) => {
    const pane = page.getByRole('region', { name: 'Conversation', exact: true })
    await pane.getByText(/^Window open until/).waitFor()
    const id = new URL(page.url()).pathname.split('/').at(-1)!

    await withClient(seeded.harbour.member, async (client) => {
      const closed = { p_conversation_id: id, p_status: 'closed' }
      const { error } = await client.rpc('set_conversation_status', closed)
      assert.equal(error, null)
    })
    await pane.getByText('Closed', { exact: true }).waitFor()
    await row.getByText('Closed', { exact: true }).waitFor()

    await simulator.webhooks({ threadOwner: 'other_app' })
    try {
      await simulator.message({ account: 'harbour', customer, text: 'anybody there?' })
      await pane.getByText('Answered by another app').waitFor()
    } finally {
      await simulator.webhooks()
    }
    // What they wrote opened it again.
    await row.getByText('Closed', { exact: true }).waitFor({ state: 'detached' })
    await simulator.message({ account: 'harbour', customer, text: 'you again' })
    await pane.getByText('Answered by another app').waitFor({ state: 'detached' })
  })
})

Deno.test('a blocked contact’s conversation leaves the list', async () => {
  await withOpenConversation('buy my beans', async ({ row, customer }) => {
    await withDatabase(async (sql) => {
      const [contact] = await sql`
        select id from public.contacts where provider_contact_id = ${customer}`
      await withClient(seeded.harbour.member, async (client) => {
        const { error } = await client.rpc('block_contact', { p_contact_id: contact!.id })
        assert.equal(error, null)
      })
    })
    await row.waitFor({ state: 'detached' })
  })
})
