import assert from 'node:assert/strict'
import { findImportFaults } from './import-faults.ts'

Deno.test('a function may import itself and _shared', () => {
  const text = "import { a } from './b.ts'\nimport { c } from '../_shared/c.ts'"
  assert.deepEqual(findImportFaults({ 'supabase/functions/one/index.ts': text }), [])
})

Deno.test('a function may import neither another function nor a script', () => {
  const text = "import { a } from '../two/a.ts'\nimport { b } from '../../../scripts/b.ts'"
  assert.deepEqual(findImportFaults({ 'supabase/functions/one/index.ts': text }), [
    'supabase/functions/one/index.ts (functions/one) imports ' +
    'supabase/functions/two/a.ts (functions/two)',
    'supabase/functions/one/index.ts (functions/one) imports scripts/b.ts (scripts)',
  ])
})

Deno.test('the web app may not reach into the functions', () => {
  const files = { 'web/src/a.ts': "export * from '../../supabase/functions/_shared/a.ts'" }
  assert.equal(findImportFaults(files).length, 1)
})
