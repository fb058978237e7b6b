import assert from 'node:assert/strict'
import { simulator } from '../support/conversation-sync.ts'
import { withOpenConversation } from '../support/open-conversation.ts'
import { seeded, withClient } from '../support/stack.ts'

Deno.test('what is marked unread on another screen stays unread until it is opened anew', async () => {
  await withOpenConversation('to be read twice', async ({ page, row, log, customer }) => {
    const unread = row.getByText('unread')
    await unread.waitFor({ state: 'detached' })
    const id = new URL(page.url()).pathname.split('/').at(-1)
    await withClient(seeded.harbour.member, async (client) => {
      const { error } = await client.rpc('mark_conversation_unread', { p_conversation_id: id })
      assert.equal(error, null)
    })
    await unread.waitFor()
    await log.getByText('New', { exact: true }).waitFor()

    // The next message is on screen for longer than it takes to count as seen.
    const marked: string[] = []
    page.on('request', (request) => {
      if (request.url().includes('mark_conversation_read')) marked.push(request.url())
    })
    await page.clock.install()
    await simulator.message({ account: 'harbour', customer, text: 'and once more' })
    await log.getByText('and once more').waitFor()
    await page.clock.fastForward(5_000)
    await row.getByText(/2\s*unread/).waitFor()
    assert.deepEqual(marked, [])

    await page.goBack()
    await row.click()
    await unread.waitFor({ state: 'detached' })
  })
})
