import assert from 'node:assert/strict'
import fc from 'fast-check'
import {
  createPresenceState,
  type PresenceDiff,
  type PresenceList,
} from './create-presence-state.ts'

function newState() {
  let refs = 0
  return createPresenceState<string>(() => `ref${++refs}`)
}

Deno.test('A member comes, changes and goes', () => {
  const state = newState()
  assert.deepEqual(state.track('tab', 'anna', { mood: 'calm' }), {
    joins: { anna: { metas: [{ mood: 'calm', phx_ref: 'ref1' }] } },
    leaves: {},
  })
  assert.equal(state.track('tab', 'anna', { mood: 'calm' }), undefined)
  assert.deepEqual(state.track('tab', 'anna', { mood: 'glad' }), {
    joins: { anna: { metas: [{ mood: 'glad', phx_ref: 'ref2', phx_ref_prev: 'ref1' }] } },
    leaves: { anna: { metas: [{ mood: 'calm', phx_ref: 'ref1' }] } },
  })
  assert.equal(state.isEmpty(), false)
  assert.deepEqual(Object.keys(state.untrack('tab')?.leaves ?? {}), ['anna'])
  assert.equal(state.untrack('tab'), undefined)
  assert.equal(state.isEmpty(), true)
})

Deno.test('Members with one key are metas of that key', () => {
  const state = newState()
  state.track('tab 1', 'anna', { n: 1 })
  state.track('tab 2', 'anna', { n: 2 })
  assert.deepEqual(state.list().anna?.metas.map(({ n }) => n), [1, 2])
  state.untrack('tab 1')
  assert.deepEqual(state.list().anna?.metas.map(({ n }) => n), [2])
})

Deno.test('A member can not choose its own ref', () => {
  const state = newState()
  state.track('tab', 'anna', { phx_ref: 'forged' })
  assert.equal(state.list().anna?.metas[0]?.phx_ref, 'ref1')
})

Deno.test('Who applies the diffs knows the list', () => {
  const owner = fc.constantFrom('a', 'b', 'c', 'd')
  const key = fc.constantFrom('anna', 'ben', '__proto__')
  const step = fc.record({ owner, key, mood: fc.option(fc.nat(3)) })
  fc.assert(fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
    const state = newState()
    const seen = new Map<string, string>()
    for (const { owner, key, mood } of steps) {
      const diff = mood === null ? state.untrack(owner) : state.track(owner, key, { mood })
      if (diff) apply(seen, diff)
      assert.deepEqual(refs(state.list()), [...seen].sort())
    }
  }))
})

function apply(seen: Map<string, string>, diff: PresenceDiff): void {
  for (const [ref, key] of refs(diff.joins)) seen.set(ref, key)
  for (const [ref] of refs(diff.leaves)) assert.ok(seen.delete(ref))
}

/** Every ref with its key, sorted. */
function refs(list: PresenceList): [string, string][] {
  return Object.entries(list)
    .flatMap(([key, { metas }]) => metas.map(({ phx_ref }): [string, string] => [phx_ref, key]))
    .sort()
}
