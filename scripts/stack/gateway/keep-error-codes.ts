import type { PostgresConnection } from '@supabase/lite/postgres'

type DatabaseError = Error & { code?: unknown; detail?: string; hint?: string }
type ErrorBody = { code: string; message: string; details: string | null; hint: string | null }

/** Begins the text in which an error's fields travel through the library. */
const MARK = 'postgres-error:'

/** What PostgREST makes of a class of SQLSTATE (its documentation, "Errors"); any other is 400. */
const STATUS: [prefix: string, status: number][] = [
  ['08', 503],
  ['0L', 403],
  ['0P', 403],
  ['28', 403],
  ['53', 503],
  ['P0001', 400],
  ...['09', '25', '2D', '38', '39', '3B', '40', '54', '55', '57', '58', 'F0', 'HV', 'P0', 'XX']
    .map((prefix): [string, number] => [prefix, 500]),
]

/**
 * The library answers 500 `SUP` with nothing but the message to whatever it has no rule for, among
 * it `raise exception`, check constraints and timeouts (`@supabase/lite` 0.10.0). The text it makes
 * of such an error is ours to choose.
 */
export function keepErrorCodes(connection: PostgresConnection): void {
  const normalize = connection.normalizeDbError.bind(connection)
  connection.normalizeDbError = (error: unknown) => {
    const normal = normalize(error) as DatabaseError
    if (normal instanceof Error && typeof normal.code === 'string' && /^\w{5}$/.test(normal.code)) {
      const { code, message, detail = null, hint = null } = normal
      const body: ErrorBody = { code, message, details: detail, hint }
      Object.defineProperty(normal, 'toString', {
        value: () => MARK + JSON.stringify(body),
        configurable: true,
      })
    }
    return normal
  }
}

/** Gives an answer the code and the status that PostgREST would have given it. */
export async function restoreErrorCode(response: Response): Promise<Response> {
  if (response.status !== 500) return response
  const text = await response.text()
  const { statusText } = response
  const headers = new Headers(response.headers)
  headers.delete('content-length')
  const body = bodyOf(text)
  if (!body) return new Response(text, { status: 500, statusText, headers })
  const [, status = 400] = STATUS.find(([prefix]) => body.code.startsWith(prefix)) ?? []
  return new Response(JSON.stringify(body), { status, headers })
}

function bodyOf(text: string): ErrorBody | undefined {
  try {
    const { message } = JSON.parse(text) as { message?: unknown }
    if (typeof message !== 'string' || !message.startsWith(MARK)) return undefined
    return JSON.parse(message.slice(MARK.length)) as ErrorBody
  } catch {
    return undefined
  }
}
