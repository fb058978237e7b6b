import assert from 'node:assert/strict'
import { createTestSimulator } from '../testing/create-test-simulator.ts'
import { tellCount } from './profile-meta.ts'

async function page(path: string, headers: Record<string, string> = {}) {
  const { simulator } = await createTestSimulator()
  const url = `http://127.0.0.1:57000/www.instagram.com/${path}`
  const response = await simulator.handle(new Request(url, { headers }))
  return { response, text: await response.text() }
}

Deno.test('a profile’s page tells followers, following and posts in its meta tags', async () => {
  const { text } = await page('northlight.studio/')
  assert.ok(
    text.includes('content="3,154 Followers, 182 Following, 16 Posts - See Instagram photos'),
  )
  assert.ok(text.includes('Northlight Studio (&#064;northlight.studio) &#x2022; Instagram'))
  assert.ok(text.includes('on Instagram: &quot;Portraits'))
})

Deno.test('counts are exact below ten thousand and abbreviated above', () => {
  const told = [7, 9_999, 10_000, 12_412, 136_999, 1_200_000, 3_000_000].map((n) => tellCount(n))
  assert.deepEqual(told, ['7', '9,999', '10K', '12K', '136K', '1.2M', '3M'])
  assert.deepEqual([tellCount(1_234, 'es'), tellCount(12_400, 'vi')], ['1.234', '12 N'])
  assert.equal(tellCount(1_200_000, 'vi'), '1,2 tr')
})

Deno.test('the page comes in other languages, as a wall, as a redirect, and not at all', async () => {
  const spanish = await page('harbour.coffee/', { 'Accept-Language': 'es-ES' })
  assert.match(spanish.text, /12 mil seguidores, 311 seguidos, 24 publicaciones - Ver fotos/)
  assert.doesNotMatch((await page('harbour.coffee/?simulate=wall')).text, /og:description/)
  const redirect = await page('harbour.coffee/?simulate=login_redirect')
  assert.match(redirect.response.headers.get('Location') ?? '', /accounts\/login/)
  assert.equal((await page('harbour.coffee/?simulate=throttled')).response.status, 429)
  assert.equal((await page('nobody.here/')).response.status, 404)
  assert.equal((await page('p/Dabc123/')).response.status, 200)
})
