import assert from 'node:assert/strict'
import fc from 'fast-check'
import { createAgenda } from './create-agenda.ts'

Deno.test('an agenda gives what is due by time, equal times in the order they came', () => {
  fc.assert(fc.property(fc.array(fc.nat(50)), fc.nat(60), (times, nowMs) => {
    const agenda = createAgenda<number>()
    times.forEach((atMs, index) => agenda.add(atMs, index))
    const taken: number[] = []
    for (let next = agenda.takeDue(nowMs); next; next = agenda.takeDue(nowMs)) taken.push(next.item)
    const expected = times.map((atMs, index) => ({ atMs, index }))
      .filter(({ atMs }) => atMs <= nowMs)
      .sort((one, other) => one.atMs - other.atMs || one.index - other.index)
      .map(({ index }) => index)
    assert.deepEqual(taken, expected)
    assert.equal(agenda.size(), times.length - taken.length)
  }))
})
