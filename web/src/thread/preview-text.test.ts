import assert from 'node:assert/strict'
import { previewText, UNKNOWN_MESSAGE, UNSENT_MESSAGE, WITHHELD_MESSAGE } from './preview-text.ts'

Deno.test('a message with words is shown by them, whatever carries them', () => {
  for (const kind of ['text', 'quick_reply', 'postback', 'story_reply', 'image']) {
    assert.equal(previewText(kind, 'Moin'), 'Moin')
  }
})

Deno.test('a message without words is called by what it is', () => {
  assert.equal(previewText('image', null), 'Picture')
  assert.equal(previewText('story_mention', ''), 'Mentioned you in a story')
  assert.equal(previewText('unsupported', null), WITHHELD_MESSAGE)
  assert.equal(previewText('unknown', 'raw'), UNKNOWN_MESSAGE)
  assert.equal(previewText('of a later version', null), UNKNOWN_MESSAGE)
})

Deno.test('of an unsent message nothing is told but that', () => {
  assert.equal(previewText('unsent', 'a secret'), UNSENT_MESSAGE)
})
