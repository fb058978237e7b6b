import assert from 'node:assert/strict'
import { join } from 'node:path'
import { createPreparationMark } from './preparation-mark.ts'

Deno.test('a database is current until what prepares one changes', async () => {
  const directory = await Deno.makeTempDir()
  const sql = join(directory, 'roles.sql')
  const markFile = join(directory, 'mark')
  await Deno.writeTextFile(sql, '-- one')
  const before = createPreparationMark(markFile, directory)
  assert.equal(before.isCurrent(), false, 'without a mark nothing is known')
  before.write()
  assert.equal(createPreparationMark(markFile, directory).isCurrent(), true)
  await Deno.writeTextFile(sql, '-- two')
  assert.equal(createPreparationMark(markFile, directory).isCurrent(), false)
  await Deno.remove(directory, { recursive: true })
})
