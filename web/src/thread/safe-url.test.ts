import assert from 'node:assert/strict'
import { safeUrl } from './safe-url.ts'

Deno.test('only https is shown, and this computer’s http in development', () => {
  const published = { development: false }
  assert.equal(safeUrl('https://a.example/x?y=1', published), 'https://a.example/x?y=1')
  assert.equal(safeUrl('http://127.0.0.1:54331/x', published), undefined)
  assert.equal(
    safeUrl('http://127.0.0.1:54331/x', { development: true }),
    'http://127.0.0.1:54331/x',
  )
  assert.equal(safeUrl('http://a.example/', { development: true }), undefined)
})

Deno.test('what is no plain web address is refused', () => {
  for (
    const address of [
      null,
      '',
      'x',
      'javascript:alert(1)',
      'data:text/html,x',
      '//a.example',
      'https://127.0.0.1@a.example/',
      'http://127.0.0.1.a.example/',
    ]
  ) assert.equal(safeUrl(address, { development: true }), undefined)
})
