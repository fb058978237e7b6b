import { Buffer } from 'node:buffer'

/**
 * Turns an upload as a form into one whose body is the file itself. The real client sends blobs as
 * a form whose file has an empty name; the library takes none but a field called `file`, and
 * overlooks the fields beside it (`@supabase/lite` 0.10.0).
 *
 * Facts: storage-js, `uploadOrUpdate` in packages/StorageFileApi.ts.
 *
 * @returns The request as it came, when it is no such upload.
 */
export async function flattenUpload(request: Request): Promise<Request> {
  const isForm = request.headers.get('content-type')?.startsWith('multipart/form-data')
  if (!isForm || !['POST', 'PUT'].includes(request.method)) return request
  const form = await formOf(request)
  const fields = [...form.entries()]
  const file = fields.map(([, value]) => value).find((value) => value instanceof File)
  const headers = new Headers(request.headers)
  headers.delete('content-length')
  if (!file) return new Request(request.url, { method: request.method, headers })
  headers.set('content-type', file.type || 'application/octet-stream')
  headers.set('content-length', String(file.size))
  const cacheControl = form.get('cacheControl')
  if (typeof cacheControl === 'string') headers.set('cache-control', `max-age=${cacheControl}`)
  const metadata = form.get('metadata')
  if (typeof metadata === 'string') {
    headers.set('x-metadata', new TextEncoder().encode(metadata).toBase64())
  }
  return new Request(request.url, { method: request.method, headers, body: await file.bytes() })
}

/** Deno drops a field without a name (2.9), so the file's gets one before the form is read. */
async function formOf(request: Request): Promise<FormData> {
  const latin1 = Buffer.from(await request.arrayBuffer()).toString('latin1')
  const named = latin1.replace('form-data; name="";', 'form-data; name="file";')
  const headers = { 'content-type': request.headers.get('content-type')! }
  return await new Response(Buffer.from(named, 'latin1'), { headers }).formData()
}
