const LARGEST_BYTES = 1_000_000

/** The fields of a request's body: a JSON object or form data; empty for anything else. */
export async function readBody(request: Request): Promise<Record<string, unknown>> {
  if (request.method === 'GET' || request.body === null) return {}
  const type = request.headers.get('Content-Type') ?? ''
  if (type.includes('multipart/form-data')) {
    const form = await request.formData().catch(() => new FormData())
    return Object.fromEntries(form)
  }
  const text = (await request.text()).slice(0, LARGEST_BYTES)
  if (type.includes('application/json') || /^\s*\{/.test(text)) return objectOf(text)
  return Object.fromEntries(new URLSearchParams(text))
}

function objectOf(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text)
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
    return isObject ? value as Record<string, unknown> : {}
  } catch {
    return {}
  }
}
