import assert from 'node:assert/strict'
import { findVersionFaults } from './version-faults.ts'

Deno.test('versions that agree are no fault', () => {
  const configs = { 'a/deno.json': { imports: { zod: 'npm:zod@4.6.7' } } }
  assert.deepEqual(findVersionFaults({ zod: '4.6.7' }, configs), [])
})

Deno.test('another version, a missing package and a range are faults', () => {
  const configs = { 'a/deno.json': { imports: { zod: 'npm:zod@4.0.0', left: 'npm:left@1.0.0' } } }
  assert.deepEqual(findVersionFaults({ zod: '4.6.7', react: '^19.0.0' }, configs), [
    'a/deno.json: npm:zod@4.0.0 should be npm:zod@4.6.7',
    'a/deno.json: left is not in package.json',
    'package.json: react is not pinned (^19.0.0)',
  ])
})
