import assert from 'node:assert/strict'
import { formatTable, reachesGoal } from './bench.ts'

Deno.test('a table shows each figure beside its goal, and what was missed', () => {
  const figures = [
    { what: 'memory', value: 254.04, unit: 'MB', goal: { atMost: 300 } },
    { what: 'reads', value: 812, unit: '/s', goal: { atLeast: 1_000 } },
    { what: 'start', value: 1.25, unit: 's' },
  ]
  assert.deepEqual(figures.map(reachesGoal), [true, false, true])
  assert.equal(
    formatTable(figures),
    [
      'what    value   goal',
      'memory  254 MB  at most 300 MB     ok',
      'reads   812 /s  at least 1,000 /s  MISSED',
      'start   1.3 s',
    ].join('\n'),
  )
})
