import assert from 'node:assert/strict'
import fc from 'fast-check'
import { splitLinks } from './split-links.ts'

Deno.test('addresses become links without the sentence around them', () => {
  assert.deepEqual(splitLinks('See (https://a.example/x?y=1). Bye'), [
    { text: 'See (' },
    { text: 'https://a.example/x?y=1', href: 'https://a.example/x?y=1' },
    { text: '). Bye' },
  ])
})

Deno.test('only web addresses become links, and no character is lost', () => {
  assert.deepEqual(splitLinks('javascript:alert(1)'), [{ text: 'javascript:alert(1)' }])
  const text = fc.array(fc.oneof(fc.string(), fc.webUrl(), fc.constant('https://'))).map((parts) =>
    parts.join(' ')
  )
  fc.assert(fc.property(text, (value) => {
    const parts = splitLinks(value)
    assert.equal(parts.map((part) => part.text).join(''), value)
    for (const { href } of parts) assert.match(href ?? 'https://', /^https?:\/\//)
  }))
})
