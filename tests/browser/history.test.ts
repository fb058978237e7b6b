import assert from 'node:assert/strict'
import { waitFor } from '../../scripts/stack/wait-for.ts'
import {
  allDelivered,
  runUntil,
  simulator,
  strangers,
  timesThere,
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

Deno.test('the end of the list asks Instagram for older conversations', async () => {
  await withQuietSyncs(accountId, async (sql) => {
    const [customer] = strangers(1) as [string]
    await simulator.webhooks({ dropPercent: 100 })
    const { mid } = await simulator.message({
      account: 'harbour',
      customer,
      text: `long ago ${customer}`,
      // Before all that is here, so that it joins at the end, where the pointer holds the order.
      timestamp: Date.now() - 3 * 24 * 60 * 60_000,
    })
    await sql`
      update private.conversation_syncs set list_cursor = null where account_id = ${accountId}`
    await sql`
      update public.account_history set state = 'partial' where account_id = ${accountId}`
    await withPage({ email: member, path: `/w/${workspaceId}/inbox` }, async (page) => {
      const list = page.getByRole('region', { name: 'Conversations' })
      const more = list.getByRole('button', { name: 'Load older conversations of @harbour.coffee' })
      await list.getByRole('link').first().waitFor()
      const conversationsRead = async () => {
        const [row] = await sql`
          select conversations_read as read, state from public.account_history
          where account_id = ${accountId}`
        return row!.state === 'requested' ? undefined : row!.read as number
      }
      // A click brings a page, and what is looked for may be on a later one.
      while ((await timesThere(sql, accountId, [mid]))[0] === 0) {
        const before = await conversationsRead() ?? 0
        await waitFor(async () => {
          await list.getByRole('link').last().scrollIntoViewIfNeeded()
          return await more.count() > 0
        }, { what: 'the end of the list', timeoutMs: 20_000 })
        await more.click()
        await runUntil(sql, 'a page to be read', async () => {
          return (await conversationsRead() ?? 0) > before
        })
        await list.getByText(/^Loading older conversations/).waitFor({ state: 'detached' })
      }
      await list.getByText(`long ago ${customer}`).waitFor()
    })
  })
})
