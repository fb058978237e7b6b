import assert from 'node:assert/strict'
import { echoDelivery } from './echo-delivery.ts'
import { serializeAsMeta } from './serialize-as-meta.ts'
import { textMessageDelivery } from './text-message-delivery.ts'

const parts = {
  igUserId: '17841470348340237',
  customerId: '1602510301006188',
  mid: 'aWdfZAG1=',
  text: 'hällo 😀',
  timestamp: 1_788_700_000_123,
  time: 1_788_700_000_456,
}

Deno.test('textMessageDelivery has the bytes of a captured delivery', () => {
  assert.equal(
    serializeAsMeta(textMessageDelivery(parts)),
    '{"object":"instagram","entry":[{"time":1788700000456,"id":"17841470348340237",' +
      '"messaging":[{"sender":{"id":"1602510301006188"},"recipient":{"id":"17841470348340237"},' +
      '"timestamp":1788700000123,"message":{"mid":"aWdfZAG1=",' +
      '"text":"h\\u00e4llo \\ud83d\\ude00"}}]}]}',
  )
})

Deno.test('echoDelivery comes from the business and says so', () => {
  const item = echoDelivery(parts).entry[0]?.messaging[0]
  assert.deepEqual(item, {
    sender: { id: parts.igUserId },
    recipient: { id: parts.customerId },
    timestamp: parts.timestamp,
    message: { mid: parts.mid, text: parts.text, is_echo: true },
  })
})
