import assert from 'node:assert/strict'
import { countTests } from './count-tests.ts'

Deno.test('passed tests are those that neither failed nor broke', () => {
  const xml =
    '<?xml version="1.0"?>\n<testsuites name="deno test" tests="9" failures="2" errors="1">'
  assert.deepEqual(countTests(xml), { passed: 6, failed: 3 })
})

Deno.test('no report means no tests', () => {
  assert.deepEqual(countTests(''), { passed: 0, failed: 0 })
})
