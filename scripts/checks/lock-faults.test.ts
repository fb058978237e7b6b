import assert from 'node:assert/strict'
import { findLockFaults } from './lock-faults.ts'

const tool = { optionalDependencies: { '@tool/linux': '1.0.0', '@tool/mac': '1.0.0' } }

Deno.test('a lock file with the packages of every platform is sound', () => {
  const packages = {
    'node_modules/tool': tool,
    'node_modules/@tool/linux': {},
    'node_modules/tool/node_modules/@tool/mac': {},
  }
  assert.deepEqual(findLockFaults({ packages }), [])
})

Deno.test('a platform that is missing is named', () => {
  const packages = { 'node_modules/tool': tool, 'node_modules/@tool/linux': {} }
  assert.deepEqual(findLockFaults({ packages }), [
    'package-lock.json lacks @tool/mac@1.0.0, which node_modules/tool names',
  ])
})
