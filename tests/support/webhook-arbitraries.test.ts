import assert from 'node:assert/strict'
import fc from 'fast-check'
import type { JsonObject } from '../../supabase/functions/_shared/meta/webhooks/json-readers.ts'
import { parseDelivery } from '../../supabase/functions/_shared/meta/webhooks/parse-delivery.ts'
import { deliverEachOnce, splitIntoDeliveries } from './split-into-deliveries.ts'
import { webhookScenario } from './webhook-arbitraries.ts'

const scenario = webhookScenario({ instagram: 'ig-1', page: 'page-1' })

Deno.test('however a scenario is split, it says the same', () => {
  fc.assert(fc.property(scenario, fc.nat(), (items, seed) => {
    assert.deepEqual(effectsOf(splitIntoDeliveries(items, seed)), effectsOf(deliverEachOnce(items)))
    assert.deepEqual(splitIntoDeliveries(items, seed), splitIntoDeliveries(items, seed))
  }))
})

Deno.test('in a scenario one message or comment id has one content, and an edit one text', () => {
  fc.assert(fc.property(scenario, (items) => {
    const seen = new Map<string, string>()
    for (const line of effectsOf(deliverEachOnce(items))) {
      const effect = JSON.parse(line).effect
      const key = {
        message: [effect.mid],
        edit: [effect.mid, effect.edit_count],
        unsend: [effect.mid],
        comment: [effect.comment_id, effect.verb, effect.verb === 'add' ? '' : effect.at],
        mention: [effect.media_id, effect.comment_id],
        story_insights: [effect.media_id, effect.at],
      }[effect.type as string]
      if (!key) continue
      const name = [effect.type, ...key].join(' ')
      assert.equal(seen.get(name) ?? line, line)
      seen.set(name, line)
    }
  }))
})

Deno.test('scenarios hold every kind of effect and of message', () => {
  const found = new Set<string>()
  for (const items of fc.sample(scenario, { numRuns: 300, seed: 1 })) {
    for (const line of effectsOf(deliverEachOnce(items))) {
      const { type, kind, verb, live } = JSON.parse(line).effect
      found.add([type, kind, verb, live ? 'live' : ''].filter(Boolean).join(' '))
    }
  }
  const kinds = [
    ...['text', 'image', 'reel', 'story_mention', 'story_reply', 'quick_reply', 'postback'],
    ...['referral', 'view_once', 'unsupported', 'unknown'],
  ].map((kind) => `message ${kind}`)
  const verbs = ['add', 'add live', 'edited', 'hidden', 'unhidden', 'removed']
    .map((verb) => `comment ${verb}`)
  const others = ['edit', 'unsend', 'reaction', 'seen', 'handover', 'fetch', 'mention']
  assert.deepEqual([...found].sort(), [...kinds, ...verbs, ...others, 'story_insights'].sort())
})

/** Each different effect once, as text, with the account it is for. */
function effectsOf(deliveries: JsonObject[]): string[] {
  const effects = deliveries.flatMap(parseDelivery).flatMap(({ provider_account_id, effect }) =>
    effect ? [JSON.stringify({ provider_account_id, effect })] : []
  )
  return [...new Set(effects)].sort()
}
