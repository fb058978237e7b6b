/** What a failure means for the job that met it (docs/lifecycle.md). */
export type FailureClass = 'throttled' | 'transient' | 'authorization' | 'permanent' | 'poison'

/** The parts of Meta's error envelope that may be relied on; the message is localised. */
export type GraphErrorCodes = { code: number | undefined; subcode: number | undefined }

const THROTTLING = new Set([4, 17, 32, 341, 613, 80001, 80002, 80006])
const PUBLISHING_SPAM_BLOCK = 2207051
const AUTHENTICATION = new Set([102, 190])
const TRANSIENT = new Set([1, 2])

/**
 * Classes a failed read of the Graph API by code and subcode, never by text and hardly by status:
 * Meta answers 400 to nearly everything.
 * Source: developers.facebook.com, graph-api/guides/error-handling and overview/rate-limiting.
 *
 * @param status The HTTP status; undefined when no answer came.
 */
export function classifyGraphError(
  status: number | undefined,
  { code, subcode }: GraphErrorCodes,
): FailureClass {
  if (code !== undefined) {
    // A code 4 with this subcode is a block on publishing, not a rate.
    if (THROTTLING.has(code) && subcode !== PUBLISHING_SPAM_BLOCK) return 'throttled'
    if (AUTHENTICATION.has(code)) return 'authorization'
    if (TRANSIENT.has(code)) return 'transient'
    return 'permanent'
  }
  if (status === 429) return 'throttled'
  // Without an envelope there is no proof of anything: an edge's HTML page, a lost connection.
  if (status === undefined || status >= 500 || status < 400) return 'transient'
  return 'permanent'
}
