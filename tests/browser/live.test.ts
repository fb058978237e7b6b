import assert from 'node:assert/strict'
import { withPage } from '../support/open-page.ts'
import { seeded, stack } from '../support/stack.ts'
import { messagingBody, postSigned, textItem, uniqueId } from '../support/webhooks.ts'

/** Somebody writes to Harbour Coffee for the first time. */
async function writeToHarbour(from: string, text: string): Promise<void> {
  const to = seeded.harbour.providerAccountId
  const item = textItem({ from, to, mid: uniqueId('mid'), text })
  const response = await postSigned(messagingBody(to, [item]))
  await response.body?.cancel()
  assert.equal(response.status, 200)
}

const stranger = () => String(1_000_000_000_000_000 + Math.floor(Math.random() * 1e15))

Deno.test('a signed webhook shows in the inbox of a page that was opened before', async () => {
  const path = `/w/${seeded.harbour.workspaceId}/inbox`
  await withPage({ email: seeded.harbour.member, path }, async (page) => {
    const list = page.getByRole('region', { name: 'Conversations' })
    await list.getByRole('link').first().waitFor()

    const from = stranger()
    await writeToHarbour(from, 'Grüße 😀 from outside')
    const row = list.getByRole('link').filter({ hasText: 'Grüße 😀 from outside' })
    await row.waitFor()
    // A stranger is called by the end of their id until their profile is known.
    await row.filter({ hasText: `Instagram user ${from.slice(-4)}` }).waitFor()
    await row.filter({ hasText: /1\s*unread/ }).waitFor()

    await row.click()
    const log = page.getByRole('log')
    await log.getByText('Grüße 😀 from outside').waitFor()
    await writeToHarbour(from, 'And another line')
    await log.getByText('And another line').waitFor()
    assert.equal(await log.getByText('Grüße 😀 from outside').count(), 1)

    // Seen on screen, so no longer unread.
    await row.filter({ hasNotText: 'unread' }).or(
      list.getByRole('link').filter({ hasText: 'And another line' }).filter({
        hasNotText: 'unread',
      }),
    ).first().waitFor()
  })
})

Deno.test('a backlog of more messages than are told one by one shows as well', async () => {
  const path = `/w/${seeded.harbour.workspaceId}/inbox`
  await withPage({ email: seeded.harbour.member, path }, async (page) => {
    const list = page.getByRole('region', { name: 'Conversations' })
    await list.getByRole('link').first().waitFor()
    const [from, to] = [stranger(), seeded.harbour.providerAccountId]
    const start = Date.now() - 80_000
    const items = Array.from({ length: 80 }, (_, index) =>
      textItem({
        from,
        to,
        mid: uniqueId('mid'),
        text: `line ${index + 1} of a long story`,
        at: start + index * 1000,
      }))
    const response = await postSigned(messagingBody(to, items))
    await response.body?.cancel()
    const row = list.getByRole('link').filter({ hasText: 'line 80 of a long story' })
    await row.waitFor()
    await row.filter({ hasText: /80\s*unread/ }).waitFor()
    await row.click()
    await page.getByRole('log').getByText('line 80 of a long story').waitFor()
  })
})

Deno.test('a member of another workspace sees nothing of it', async () => {
  const path = `/w/${seeded.northlight.workspaceId}/inbox`
  await withPage({ email: seeded.northlight.member, path }, async (page) => {
    const list = page.getByRole('region', { name: 'Conversations' })
    await list.getByRole('link').first().waitFor()
    await writeToHarbour(stranger(), 'Not for your eyes')
    // Something of their own comes after it on the same channel's path, so the wait has an end.
    const to = seeded.northlight.providerAccountId
    const item = textItem({ from: stranger(), to, mid: uniqueId('mid'), text: 'For your eyes' })
    const response = await postSigned(messagingBody(to, [item]))
    await response.body?.cancel()
    await list.getByText('For your eyes').waitFor()
    assert.equal(await page.getByText('Not for your eyes').count(), 0)

    await page.goto(`${stack.webUrl}/w/${seeded.harbour.workspaceId}/inbox`)
    await page.getByText(/not found|no such|isn.t/i).first().waitFor()
    assert.equal(await page.getByText('Not for your eyes').count(), 0)
    await page.evaluate(() => globalThis.openedOnce = true)
  })
})

Deno.test('a follower count moves on a dashboard that was opened before', async () => {
  const path = `/w/${seeded.harbour.workspaceId}/dashboard`
  await withPage({ email: stack.demoEmail, path }, async (page) => {
    const card = page.getByRole('region', { name: 'Harbour Coffee' })
      .locator('.metric-card').filter({ hasText: 'Followers' })
    const value = card.locator('.metric-value')
    await value.getByText(/\d/).waitFor()
    const followers = async () => Number((await value.innerText()).replace(/\D/g, ''))
    const before = await followers()

    const response = await fetch(`${stack.simulatorUrl}/control/numbers`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ account: 'harbour', followers: 321 }),
    })
    assert.ok(response.ok)
    await response.body?.cancel()
    const after = new Intl.NumberFormat('en').format(before + 321)
    await card.getByText(after).waitFor({ timeout: 40_000 })
    assert.equal(await followers(), before + 321)
  })
})
