/** Storage's own names of errors (supabase/storage, internal/errors/codes.ts) by their messages. */
const CODES: [pattern: RegExp, code: string][] = [
  [/^Object not found/, 'NoSuchKey'],
  [/^Bucket not found/, 'NoSuchBucket'],
  [/already exists/, 'KeyAlreadyExists'],
  [/row-level security/, 'AccessDenied'],
  [/maximum allowed size/, 'EntityTooLarge'],
  [/mime type/, 'InvalidMimeType'],
]

/** Adds the code by which the client tells errors apart; the library leaves it out. */
export async function addErrorCode(response: Response): Promise<Response> {
  const isJson = response.headers.get('content-type')?.startsWith('application/json')
  if (response.ok || !isJson) return response
  const { status } = response
  const headers = new Headers(response.headers)
  headers.delete('content-length')
  const text = await response.text()
  // The answer to a HEAD request has a type, but nothing of it.
  if (text === '') return new Response(null, { status, headers })
  const body = JSON.parse(text) as { message?: string; code?: string }
  const [, code] = CODES.find(([pattern]) => pattern.test(body.message ?? '')) ?? []
  return new Response(JSON.stringify(code ? { code, ...body } : body), { status, headers })
}
