import assert from 'node:assert/strict'
import fc from 'fast-check'
import type { MessageRow, ReactionRow } from '../data/rows.ts'
import { sampleMessage } from '../testing/sample-rows.ts'
import { mergeMessage } from './merge-message.ts'

const reaction = (actor: string, second: number, emoji: string | null): ReactionRow => ({
  conversation_id: 'conversation',
  provider_message_id: 'mid',
  actor,
  emoji,
  reaction: null,
  reacted_at: `2026-11-22T10:00:0${second}+00:00`,
})

Deno.test('unsent stays unsent, with nothing of the content, whatever comes late', () => {
  const unsent = sampleMessage({ text: null, unsent_at: '2026-11-22T09:00:00+00:00' })
  const late = sampleMessage({ text: 'a secret', edit_count: 3 })
  assert.equal(mergeMessage(unsent, late), unsent)
  assert.deepEqual(mergeMessage(late, unsent), unsent)
})

Deno.test('of two edits the higher holds, and content is not replaced by a placeholder', () => {
  const second = sampleMessage({ text: 'second', edit_count: 2 })
  assert.equal(mergeMessage(second, sampleMessage({ text: 'first', edit_count: 1 })), second)
  const known = sampleMessage()
  assert.equal(mergeMessage(known, sampleMessage({ kind: 'unsupported', text: null })), known)
  assert.deepEqual(mergeMessage(sampleMessage({ kind: 'unknown', text: null }), known), known)
})

Deno.test('a reaction that was taken back does not come back with an older row', () => {
  const given = sampleMessage({ reactions: [reaction('contact', 1, '❤️')] })
  const taken = sampleMessage({ reactions: [reaction('contact', 2, null)] })
  assert.equal(mergeMessage(taken, given), taken)
  assert.deepEqual(mergeMessage(given, taken), taken)
})

Deno.test('readings of one message give the same in any order', () => {
  const reactions = fc.uniqueArray(
    fc.tuple(
      fc.constantFrom('account', 'contact'),
      fc.nat(2),
      fc.constantFrom('❤️', '👍', null),
    ).map((values) => reaction(...values)),
    { selector: ({ actor }) => actor },
  ).map((rows) => rows.toSorted((a, b) => a.actor < b.actor ? -1 : 1))
  const reading = fc.record({ edit_count: fc.nat(2), isUnsent: fc.boolean(), reactions }).map(
    ({ edit_count, isUnsent, reactions }): MessageRow =>
      // As the database has them: a number of edits has one text, an unsent message none.
      isUnsent
        ? sampleMessage({ text: null, unsent_at: '2026-11-22T09:00:00+00:00', reactions })
        : sampleMessage({ text: `edit ${edit_count}`, edit_count, reactions }),
  )
  const readings = fc.array(reading, { minLength: 1, maxLength: 8 })
  fc.assert(fc.property(
    readings.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))
    ),
    ([all, shuffled]) => {
      const merge = (rows: MessageRow[]) => rows.reduce(mergeMessage)
      assert.deepEqual(merge(shuffled), merge(all))
      assert.deepEqual(merge([...all, ...shuffled]), merge(all))
    },
  ))
})
