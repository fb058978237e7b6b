import type { z } from 'zod'
import { ControlError } from './control-error.ts'
import { describeProblem } from './describe-problem.ts'

const MOST_BYTES = 1024 * 1024

/**
 * Reads and checks a request's JSON body. An empty body counts as `{}`.
 *
 * @throws ControlError 413 above 1 MB, 400 when it is no JSON or does not fit the schema.
 */
export async function readJsonBody<Body>(
  request: Request,
  schema: z.ZodType<Body>,
): Promise<Body> {
  const text = await readText(request)
  let value: unknown
  try {
    value = text.trim() === '' ? {} : JSON.parse(text)
  } catch {
    const start = JSON.stringify(text.slice(0, 40))
    throw new ControlError(400, 'invalid_json', `The body ${start} is no JSON. Send a JSON object.`)
  }
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  throw new ControlError(400, 'invalid_body', describeProblem(parsed.error, value))
}

async function readText(request: Request): Promise<string> {
  const decoder = new TextDecoder()
  let bytes = 0
  let text = ''
  // Counted while reading, because a chunked body has no length that could be checked before.
  for await (const chunk of request.body ?? []) {
    bytes += chunk.byteLength
    if (bytes > MOST_BYTES) {
      const message = 'The body is over 1 MB (1048576 bytes). Send less in one call.'
      throw new ControlError(413, 'body_too_large', message)
    }
    text += decoder.decode(chunk, { stream: true })
  }
  return text + decoder.decode()
}
