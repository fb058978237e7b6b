import assert from 'node:assert/strict'
import { classifyGraphError } from './classify-graph-error.ts'

const cases: [number | undefined, number | undefined, number | undefined, string][] = [
  [403, 4, undefined, 'throttled'],
  [400, 4, 2207051, 'permanent'],
  [400, 80002, undefined, 'throttled'],
  [400, 613, 2534040, 'throttled'],
  [429, undefined, undefined, 'throttled'],
  [400, 190, 463, 'authorization'],
  [401, 190, undefined, 'authorization'],
  [400, 102, undefined, 'authorization'],
  [500, 1, undefined, 'transient'],
  [500, 2, undefined, 'transient'],
  [undefined, undefined, undefined, 'transient'],
  [502, undefined, undefined, 'transient'],
  [200, undefined, undefined, 'transient'],
  [400, 100, 33, 'permanent'],
  [403, 10, undefined, 'permanent'],
  [404, undefined, undefined, 'permanent'],
]

for (const [status, code, subcode, expected] of cases) {
  Deno.test(`HTTP ${status ?? 'none'}, code ${code ?? '-'}/${subcode ?? '-'} is ${expected}`, () => {
    assert.equal(classifyGraphError(status, { code, subcode }), expected)
  })
}

Deno.test('only a code of authentication ever blames the token', () => {
  for (let status = 200; status < 600; status++) {
    const failureClass = classifyGraphError(status, { code: undefined, subcode: undefined })
    assert.notEqual(failureClass, 'authorization')
  }
})
