import assert from 'node:assert/strict'
import { instant } from './instant.ts'

Deno.test('times that differ by a microsecond are ordered', () => {
  assert.equal(
    instant('2026-11-22T10:00:00.123457+00:00') - instant('2026-11-22T10:00:00.123456+00:00'),
    1,
  )
})

Deno.test('one moment is the same whatever its zone and spelling', () => {
  const moment = instant('2026-11-22T10:00:00.5+00:00')
  assert.equal(instant('2026-11-22T11:00:00.500000+01:00'), moment)
  assert.equal(instant('2026-11-22T10:00:00.500Z'), moment)
  assert.equal(instant('2026-11-22T10:00:00Z'), moment - 500_000)
})
