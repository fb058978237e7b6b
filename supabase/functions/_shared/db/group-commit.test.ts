import assert from 'node:assert/strict'
import fc from 'fast-check'
import { groupCommit, type GroupLimits } from './group-commit.ts'

const DATA_FAULT = new Error('data')
const SERVER_FAULT = new Error('server')
const LIMITS: GroupLimits = { items: 100, weight: 1000, waiting: 10_000, calls: 1 }

type Call = PromiseWithResolvers<string[]> & { items: string[] }

/** Calls that end when the test says so. An item weighs 1, or what stands behind its colon. */
function setUp(limits: Partial<GroupLimits> = {}) {
  const calls: Call[] = []
  const commit = groupCommit<string, string>({
    call: (items) => {
      const call = { items, ...Promise.withResolvers<string[]>() }
      calls.push(call)
      return call.promise
    },
    weigh: (item) => Number(item.split(':')[1] ?? 1),
    isOnesFault: (error) => error === DATA_FAULT,
  }, { ...LIMITS, ...limits })
  const groups = () => calls.map(({ items }) => items.join(' '))
  return { calls, commit, groups, submit: (...items: string[]) => items.map(commit) }
}

/** Answers each item of a call with its own. */
function succeed(call: Call | undefined): void {
  call!.resolve(call!.items.map((item) => `done ${item}`))
}

/** Lets everything run that waits for nothing outside. */
async function settle(): Promise<void> {
  await new Promise((wake) => setTimeout(wake))
}

Deno.test('a lone item starts at once, by itself', async () => {
  const { calls, commit, groups } = setUp()
  const result = commit('a')
  assert.deepEqual(groups(), ['a'])
  succeed(calls[0])
  assert.equal(await result, 'done a')
})

Deno.test('what comes while a call is under way goes together into the next one, in order', async () => {
  const { calls, groups, submit } = setUp()
  const results = submit('a', 'b', 'c', 'd')
  assert.deepEqual(groups(), ['a'])
  succeed(calls[0])
  await settle()
  assert.deepEqual(groups(), ['a', 'b c d'])
  succeed(calls[1])
  assert.deepEqual(await Promise.all(results), ['done a', 'done b', 'done c', 'done d'])
})

Deno.test('an item that comes after all are done starts at once again', async () => {
  const { calls, groups, submit } = setUp()
  for (const name of ['a', 'b']) {
    const [result] = submit(name)
    succeed(calls.at(-1))
    await result
    await settle()
  }
  assert.deepEqual(groups(), ['a', 'b'])
})

Deno.test('so many calls run side by side, and no more', async () => {
  const { calls, groups, submit } = setUp({ calls: 2 })
  const results = submit('a', 'b', 'c', 'd')
  assert.deepEqual(groups(), ['a', 'b'])
  succeed(calls[1])
  await settle()
  assert.deepEqual(groups(), ['a', 'b', 'c d'])
  succeed(calls[0])
  succeed(calls[2])
  assert.equal((await Promise.all(results)).length, 4)
})

Deno.test('a call takes no more items than the limit; 1 switches grouping off', async () => {
  for (const [items, expected] of [[2, ['a', 'b c', 'd']], [1, ['a', 'b', 'c', 'd']]] as const) {
    const { calls, groups, submit } = setUp({ items })
    const results = submit('a', 'b', 'c', 'd')
    for (let turn = 0; turn < expected.length; turn++) {
      succeed(calls[turn])
      await settle()
    }
    await Promise.all(results)
    assert.deepEqual(groups(), expected)
  }
})

Deno.test('a call takes no more weight than the limit, except for a single item', async () => {
  const { calls, groups, submit } = setUp({ weight: 10 })
  const results = submit('a', 'b:6', 'c:4', 'd:1', 'e:50', 'f')
  for (let turn = 0; turn < 5; turn++) {
    succeed(calls[turn])
    await settle()
  }
  await Promise.all(results)
  assert.deepEqual(groups(), ['a', 'b:6 c:4', 'd:1', 'e:50', 'f'])
})

Deno.test('when too much waits, more is refused with group_full, and fits again later', async () => {
  const { calls, commit, submit } = setUp({ waiting: 10 })
  const results = submit('a', 'b:6', 'c:4')
  await assert.rejects(commit('d'), /^Error: group_full: 2 items/)
  succeed(calls[0])
  await settle()
  const late = commit('e:10')
  succeed(calls[1])
  await settle()
  succeed(calls[2])
  assert.equal((await Promise.all([...results, late])).length, 4)
})

Deno.test('an item that alone exceeds what may wait goes through when nothing waits', async () => {
  const { calls, commit } = setUp({ waiting: 10 })
  const result = commit('a:50')
  succeed(calls[0])
  assert.equal(await result, 'done a:50')
})

Deno.test('a shared call that fails for the fault of one: each is tried alone', async () => {
  const { calls, groups, submit } = setUp()
  const results = submit('a', 'b', 'poison', 'c')
  const outcomes = Promise.allSettled(results)
  succeed(calls[0])
  await settle()
  calls[1]!.reject(DATA_FAULT)
  for (let turn = 2; turn < 5; turn++) {
    await settle()
    if (calls[turn]!.items[0] === 'poison') calls[turn]!.reject(DATA_FAULT)
    else succeed(calls[turn])
  }
  assert.deepEqual(await outcomes, [
    { status: 'fulfilled', value: 'done a' },
    { status: 'fulfilled', value: 'done b' },
    { status: 'rejected', reason: DATA_FAULT },
    { status: 'fulfilled', value: 'done c' },
  ])
  assert.deepEqual(groups(), ['a', 'b poison c', 'b', 'poison', 'c'])
})

Deno.test('a fault of the server fails all that share the call, and nothing is tried again', async () => {
  const { calls, groups, submit } = setUp()
  const outcomes = Promise.allSettled(submit('a', 'b', 'c'))
  succeed(calls[0])
  await settle()
  calls[1]!.reject(SERVER_FAULT)
  const [, ...shared] = await outcomes
  for (const outcome of shared) {
    assert.deepEqual(outcome, { status: 'rejected', reason: SERVER_FAULT })
  }
  assert.deepEqual(groups(), ['a', 'b c'])
})

Deno.test('a failure leaves nothing behind: what comes next succeeds', async () => {
  const { calls, commit } = setUp()
  const failing = commit('a')
  calls[0]!.reject(SERVER_FAULT)
  await assert.rejects(failing, SERVER_FAULT)
  await settle()
  const next = commit('b')
  succeed(calls[1])
  assert.equal(await next, 'done b')
})

type Arrival = { weight: number; fate: 'good' | 'poison'; pause: boolean }
type Turn = { outage: boolean; pauses: number }

const arrivals: fc.Arbitrary<Arrival[]> = fc.array(
  fc.record({
    weight: fc.integer({ min: 0, max: 12 }),
    fate: fc.constantFrom('good', 'good', 'good', 'poison'),
    pause: fc.boolean(),
  }),
  { maxLength: 40 },
)
const turns: fc.Arbitrary<Turn[]> = fc.array(
  fc.record({
    outage: fc.integer({ min: 0, max: 5 }).map((number) => number === 0),
    pauses: fc.integer({ min: 0, max: 3 }),
  }),
  { minLength: 1, maxLength: 8 },
)
const anyLimits: fc.Arbitrary<GroupLimits> = fc.record({
  items: fc.integer({ min: 1, max: 6 }),
  weight: fc.integer({ min: 1, max: 20 }),
  waiting: fc.integer({ min: 1, max: 60 }),
  calls: fc.integer({ min: 1, max: 3 }),
})

async function pass(pauses: number): Promise<void> {
  for (let passed = 0; passed < pauses; passed++) await Promise.resolve()
}

Deno.test('whatever arrives and fails: each settles once, with its own, within the limits', async () => {
  const trial = fc.record({ arrivals, turns, limits: anyLimits })
  await fc.assert(
    fc.asyncProperty(trial, async ({ arrivals, turns, limits }) => {
      let underWay = 0
      let turn = 0
      const committed = new Set<number>()
      const commit = groupCommit<Arrival & { id: number }, number>({
        async call(items) {
          const { outage, pauses } = turns[turn++ % turns.length]!
          const weight = items.reduce((sum, item) => sum + item.weight, 0)
          assert.ok(++underWay <= limits.calls)
          assert.ok(items.length > 0 && items.length <= limits.items)
          assert.ok(items.length === 1 || weight <= limits.weight)
          await pass(pauses)
          underWay--
          if (outage) throw SERVER_FAULT
          if (items.some(({ fate }) => fate === 'poison')) throw DATA_FAULT
          for (const { id } of items) {
            assert.ok(!committed.has(id), 'nothing is committed twice')
            committed.add(id)
          }
          return items.map(({ id }) => id)
        },
        weigh: ({ weight }) => weight,
        isOnesFault: (error) => error === DATA_FAULT,
      }, limits)

      const results: Promise<number>[] = []
      for (const [id, arrival] of arrivals.entries()) {
        results.push(commit({ id, ...arrival }))
        if (arrival.pause) await pass(2)
      }
      const outcomes = await Promise.allSettled(results)
      for (const [id, outcome] of outcomes.entries()) {
        assert.equal(outcome.status === 'fulfilled', committed.has(id))
        if (outcome.status === 'fulfilled') assert.equal(outcome.value, id)
        else if (!/^group_full/.test(outcome.reason.message)) {
          const isOwn = outcome.reason === DATA_FAULT && arrivals[id]!.fate === 'poison'
          assert.ok(outcome.reason === SERVER_FAULT || isOwn, 'no neighbour made it fail')
        }
      }
    }),
    { numRuns: 1000 },
  )
})
