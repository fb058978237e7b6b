import { z } from 'zod'
import { type Json, parseMetaJson } from '../parse-meta-json.ts'
import { classifyGraphError, type FailureClass } from './classify-graph-error.ts'
import { readRegainSeconds } from './read-regain-seconds.ts'

/** Where to send a call, and as whom. */
export type GraphTarget = { baseUrl: string; version: string; token: string }

export type GraphFailure = {
  class: FailureClass
  /** Meta's, when the answer has an envelope. */
  code?: number
  subcode?: number
  /** For logs and people: codes and trace id, no text of Meta's, which may be in any language. */
  cause: string
  /** How long Meta asks to wait, when it says so. */
  retryAfterSeconds: number | undefined
}

export type GraphResult = { body: Json } | { failure: GraphFailure }

const ENVELOPE = z.object({
  error: z.looseObject({
    code: z.number().optional(),
    error_subcode: z.number().optional(),
    fbtrace_id: z.string().optional(),
  }),
})

const TIMEOUT_MS = 20_000

/**
 * Reads from the Graph API. The request's URL holds the token, so it appears in no error.
 *
 * @param path Below the version, for example `/17841470348340237`.
 */
export async function graphGet(
  deps: { fetch: typeof fetch },
  target: GraphTarget,
  path: string,
  params: Record<string, string>,
): Promise<GraphResult> {
  const url = new URL(`${target.baseUrl}/${target.version}${path}`)
  url.search = new URLSearchParams({ ...params, access_token: target.token }).toString()
  let response: Response
  let bytes: Uint8Array
  try {
    response = await deps.fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) })
    bytes = new Uint8Array(await response.arrayBuffer())
  } catch (error) {
    return failed(undefined, {}, `no answer from the Graph API (${(error as Error).name})`)
  }

  const parsed = parseMetaJson(bytes)
  const body = 'json' in parsed ? parsed.json : undefined
  const envelope = ENVELOPE.safeParse(body)
  if (response.ok && body !== undefined && !envelope.success) return { body }

  const { code, error_subcode: subcode, fbtrace_id: trace } = envelope.data?.error ?? {}
  const cause = code === undefined
    ? `HTTP ${response.status} without an error envelope`
    : `HTTP ${response.status}, code ${code}${subcode ? `/${subcode}` : ''}, trace ${trace ?? '-'}`
  return failed(response.status, { code, subcode }, cause, readRegainSeconds(response.headers))
}

function failed(
  status: number | undefined,
  codes: { code?: number | undefined; subcode?: number | undefined },
  cause: string,
  retryAfterSeconds?: number,
): GraphResult {
  const { code, subcode } = codes
  return {
    failure: {
      class: classifyGraphError(status, { code, subcode }),
      ...(code === undefined ? {} : { code }),
      ...(subcode === undefined ? {} : { subcode }),
      cause,
      retryAfterSeconds,
    },
  }
}
