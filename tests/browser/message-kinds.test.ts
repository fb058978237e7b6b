import assert from 'node:assert/strict'
import { simulator } from '../support/conversation-sync.ts'
import { withOpenConversation } from '../support/open-conversation.ts'

const account = 'harbour'

Deno.test('messages of every kind show as they come', async () => {
  await withOpenConversation('the first words', async ({ log, row, customer }) => {
    const send = (content: Parameters<typeof simulator.message>[0]['content'], text?: string) =>
      simulator.message({ account, customer, content: content!, ...(text && { text }) })

    await send({ kind: 'image' })
    const picture = log.getByRole('img', { name: /^Picture from Instagram user/ })
    await picture.waitFor()
    assert.equal(await picture.getAttribute('referrerpolicy'), 'no-referrer')
    await log.locator('.media[data-kind=image][data-state=ready]').waitFor()
    await row.getByText('Picture').waitFor()

    await send({ kind: 'audio' })
    await log.locator('.media[data-kind=audio][data-state=ready]').waitFor()
    await send({ kind: 'file' })
    await log.getByRole('link', { name: 'Open the file' }).waitFor()

    await send({ kind: 'story_mention' })
    await log.getByText('Mentioned you in their story', { exact: true }).waitFor()
    await send({ kind: 'story_reply' }, 'What a story')
    await log.getByText('Replied to your story', { exact: true }).waitFor()
    await log.getByText('What a story').waitFor()
    await send({ kind: 'ig_post', title: 'Franzbrötchen day' })
    await log.getByText('Franzbrötchen day').waitFor()

    await send({ kind: 'quick_reply', payload: 'YES' }, 'Yes, please')
    await log.getByText('Tapped a reply').waitFor()
    await send({ kind: 'ad', title: 'Spring sale' }, 'Is it still on?')
    await log.getByText('Came from the ad “Spring sale”').waitFor()
    await send({ kind: 'ephemeral' })
    await log.getByText('View-once picture or video', { exact: true }).waitFor()
    await send({ kind: 'unsupported' })
    await log.getByText('Instagram did not give us this content.').waitFor()
    await row.getByText('Instagram did not give us this content.').waitFor()

    await simulator.event({ account, customer, event: { kind: 'postback', title: 'Our hours' } })
    await log.getByText('Our hours').waitFor()
  })
})

Deno.test('a file that Instagram no longer gives says so', async () => {
  await withOpenConversation('pictures follow', async ({ log, customer }) => {
    const url = `${new URL('/no-such-file', 'https://127.0.0.1:9')}`
    await simulator.message({ account, customer, content: { kind: 'image', url } })
    await log.getByText(/^This picture is no longer available from Instagram/).waitFor()
    const script = 'javascript:globalThis.openedOnce = undefined'
    await simulator.message({ account, customer, content: { kind: 'file', url: script } })
    await log.getByText('This file is no longer available from Instagram.').waitFor()
  })
})

Deno.test('edits, reactions and unsends change the message where it stands', async () => {
  await withOpenConversation('a first try', async ({ page, log, row, customer }) => {
    const happen = (event: Parameters<typeof simulator.event>[0]['event']) =>
      simulator.event({ account, customer, event })
    await happen({ kind: 'edit', text: 'a second try' })
    await log.getByText('a second try').waitFor()
    await log.getByText('Edited').waitFor()
    assert.equal(await page.getByText('a first try').count(), 0)
    await row.getByText('a second try').waitFor()

    await happen({ kind: 'react', emoji: '🔥', reaction: 'other' })
    await log.getByRole('list', { name: 'Reactions' }).getByText('🔥').waitFor()
    await happen({ kind: 'unreact' })
    await log.getByText('🔥').waitFor({ state: 'detached' })

    await happen({ kind: 'unsend' })
    await log.getByText(/^Message taken back/).waitFor()
    await row.getByText('Message taken back').waitFor()
    assert.equal(await log.locator('.message').count(), 1)
    assert.doesNotMatch(await page.content(), /a second try|a first try/)
  })
})
