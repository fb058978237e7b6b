import assert from 'node:assert/strict'
import { findStyleFaults } from './sql-style.ts'

const messages = (text: string) => findStyleFaults(text).map(({ line, message }) => [line, message])

Deno.test('SQL in style has no fault, whatever stands in quotes and comments', () => {
  assert.deepEqual(messages('-- What FOR.\n\nselect \'LOUD\', "Name"; -- AS HERE\n'), [])
})

Deno.test('upper-case words, tabs, long lines and trailing space are named with their line', () => {
  const text = `-- What for.\nSELECT 1;\n\tselect 2;\nselect 3; \n-- ${'x'.repeat(100)}\n`
  assert.deepEqual(messages(text), [
    [2, '"SELECT"; write it in lower case'],
    [3, 'a tab; indent with two spaces'],
    [4, 'white space at the end'],
    [5, '103 columns; the limit is 100'],
  ])
})

Deno.test('a file must say what it is for and end with a newline', () => {
  assert.deepEqual(messages('select 1;'), [
    [1, 'open with a comment that says what the file is for'],
    [1, 'end with a newline'],
  ])
})
