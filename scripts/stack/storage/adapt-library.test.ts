import assert from 'node:assert/strict'
import { adaptLibrary } from './adapt-library.ts'
import { createFileStore } from './create-file-store.ts'

const ADDRESS = 'http://localhost/storage/v1/object'

Deno.test('an upload as a form becomes one of the file alone, whatever the field is called', async () => {
  for (const field of ['', 'file']) {
    const form = new FormData()
    form.append('cacheControl', '60')
    form.append('metadata', '{"a":1}')
    form.append(field, new Blob(['häl\0lo'], { type: 'image/png' }), 'blob')
    const request = new Request(`${ADDRESS}/b/x.png`, { method: 'POST', body: form })
    const response = await adaptLibrary(async (adapted) => {
      assert.equal(adapted.headers.get('content-type'), 'image/png')
      assert.equal(adapted.headers.get('cache-control'), 'max-age=60')
      assert.equal(adapted.headers.get('x-metadata'), btoa('{"a":1}'))
      return new Response(await adapted.text())
    })(request)
    assert.equal(await response.text(), 'häl\0lo')
  }
})

Deno.test('a folder lists its files by their own names and what lies deeper as folders', async () => {
  const names = ['a/z.txt', 'a/deep/one', 'a/deep/two', 'a/b.txt']
  const list = async (query: Record<string, unknown>) => {
    const request = new Request(`${ADDRESS}/list/b`, {
      method: 'POST',
      body: JSON.stringify({ prefix: 'a', ...query }),
    })
    const objects = names.map((name) => ({ name, id: name }))
    const response = await adaptLibrary(() => Promise.resolve(Response.json(objects)))(request)
    return (await response.json() as { name: string; id: string | null }[])
      .map(({ name, id }) => `${name}${id ? '' : '/'}`)
  }
  assert.deepEqual(await list({}), ['b.txt', 'deep/', 'z.txt'])
  assert.deepEqual(await list({ limit: 1, offset: 1 }), ['deep/'])
  assert.deepEqual(await list({ search: 'Z' }), ['z.txt'])
})

Deno.test('objects are kept as files: read, head, copy and delete find what was stored', async () => {
  const directory = await Deno.makeTempDir()
  try {
    const store = createFileStore(`${directory}/made/later`)
    const bytes = new TextEncoder().encode('content')
    const put = await store.uploadObject('b', 'a/../b', undefined, bytes, 'text/plain', 'no-cache')
    assert.deepEqual([put.size, put.mimetype], [7, 'text/plain'])
    await store.copyObject('b', 'a/../b', undefined, 'c', 'a/../b/below', undefined)
    await store.deleteObject('b', 'a/../b', undefined)
    await assert.rejects(store.headObject('b', 'a/../b', undefined))
    const { body } = await store.getObject('c', 'a/../b/below', undefined)
    assert.equal(
      await new Response(body as ReadableStream<Uint8Array<ArrayBuffer>>).text(),
      'content',
    )
    await store.deleteObject('c', 'never stored', undefined)
  } finally {
    await Deno.remove(directory, { recursive: true })
  }
})
