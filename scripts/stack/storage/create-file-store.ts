import { createHash } from 'node:crypto'
import { join } from 'node:path'
import type { App } from '@supabase/lite'

type Adapter = NonNullable<App['_storageAdapter']>
type Metadata = Awaited<ReturnType<Adapter['headObject']>>
type Stored = Pick<Metadata, 'cacheControl' | 'mimetype' | 'size' | 'eTag'>

/**
 * Keeps objects as files: one with the bytes and one with what is served along with them, named by
 * a hash of the object's path, so that no path is too long, odd or a folder of another one.
 *
 * Versions are left out: the library names one on reading that it has not named on writing
 * (`@supabase/lite` 0.10.0), and writes an object in one step.
 *
 * @param directory Made when the first object is stored.
 */
export function createFileStore(directory: string): Adapter {
  const pathOf = (bucket: string, key: string) => {
    const hash = (text: string) => createHash('sha256').update(text).digest('hex')
    return join(directory, hash(bucket).slice(0, 16), hash(key))
  }

  async function write(path: string, bytes: Uint8Array, stored: Stored): Promise<void> {
    await Deno.mkdir(join(path, '..'), { recursive: true })
    // Readers find the old object or the new one, never half of one.
    const draft = `${path}.${crypto.randomUUID()}`
    await Deno.writeFile(draft, bytes)
    await Deno.writeTextFile(`${draft}.json`, JSON.stringify(stored))
    await Deno.rename(`${draft}.json`, `${path}.json`)
    await Deno.rename(draft, path)
  }

  async function head(path: string): Promise<Metadata> {
    const stored = JSON.parse(await Deno.readTextFile(`${path}.json`)) as Stored
    const { mtime } = await Deno.stat(path)
    return {
      ...stored,
      contentLength: stored.size,
      lastModified: mtime ?? new Date(0),
      httpStatusCode: 200,
    }
  }

  async function remove(path: string): Promise<void> {
    for (const file of [path, `${path}.json`]) {
      await Deno.remove(file).catch((error) => {
        if (!(error instanceof Deno.errors.NotFound)) throw error
      })
    }
  }

  return {
    driver: undefined,
    async getObject(bucket, key) {
      const path = pathOf(bucket, key)
      const metadata = await head(path)
      const file = await Deno.open(path)
      return { metadata, httpStatusCode: 200, body: file.readable }
    },
    async uploadObject(bucket, key, _version, body, contentType, cacheControl) {
      const bytes = body instanceof Uint8Array
        ? body
        : await new Response(body as ReadableStream<Uint8Array<ArrayBuffer>>).bytes()
      const eTag = `"${createHash('md5').update(bytes).digest('hex')}"`
      const path = pathOf(bucket, key)
      await write(path, bytes, { cacheControl, mimetype: contentType, size: bytes.length, eTag })
      return await head(path)
    },
    deleteObject: (bucket, key) => remove(pathOf(bucket, key)),
    async deleteObjects(bucket, keys) {
      for (const key of keys) await remove(pathOf(bucket, key))
    },
    async copyObject(bucket, key, _version, toBucket, toKey) {
      const path = pathOf(bucket, key)
      const target = pathOf(toBucket, toKey)
      await write(target, await Deno.readFile(path), await head(path))
      const { eTag, lastModified } = await head(target)
      return { eTag, httpStatusCode: 200, ...(lastModified && { lastModified }) }
    },
    headObject: (bucket, key) => head(pathOf(bucket, key)),
    privateAssetUrl: (bucket, key) => Promise.resolve(`file://${pathOf(bucket, key)}`),
  }
}
