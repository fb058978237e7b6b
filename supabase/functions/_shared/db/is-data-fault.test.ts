import assert from 'node:assert/strict'
import { isDataFault } from './is-data-fault.ts'

Deno.test('what is wrong with the data, and a deadlock, is a fault of one', () => {
  for (const code of ['22001', '22P02', '23505', '23514', '54000', '40P01', '40001', '42703']) {
    assert.equal(isDataFault(Object.assign(new Error(), { code })), true, code)
  }
})

Deno.test("the server's own trouble is nobody's fault", () => {
  for (const code of ['08006', '53300', '57014', '57P01', '57P03', '58030', 'XX000']) {
    assert.equal(isDataFault(Object.assign(new Error(), { code })), false, code)
  }
})

Deno.test("no answer is nobody's fault: the library's codes, a timeout, and what is no error", () => {
  for (const code of ['CONNECTION_CLOSED', 'ECONNREFUSED', 'EPIPE', '', 22001, undefined]) {
    assert.equal(isDataFault(Object.assign(new Error(), { code })), false, String(code))
  }
  for (const error of [new Error('database_timeout: no answer'), 'text', null, undefined]) {
    assert.equal(isDataFault(error), false)
  }
})
