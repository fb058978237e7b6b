import { equalInConstantTime } from '../_shared/http/equal-in-constant-time.ts'
import { errorResponse } from '../_shared/http/error-response.ts'

/**
 * Answers Meta's verification request, made when the callback URL is saved: the challenge as plain
 * text when the verify token is ours, else 403.
 * Source: developers.facebook.com, graph-api/webhooks/getting-started.
 *
 * @param verifyToken META_VERIFY_TOKEN; without one every request is refused.
 */
export async function answerVerification(
  request: Request,
  verifyToken: string | undefined,
): Promise<Response> {
  const query = new URL(request.url).searchParams
  const challenge = query.get('hub.challenge')
  const isOurs = verifyToken !== undefined &&
    await equalInConstantTime(query.get('hub.verify_token') ?? '', verifyToken)
  if (query.get('hub.mode') !== 'subscribe' || challenge === null || !isOurs) {
    return errorResponse(
      403,
      'verification_refused',
      'hub.mode must be "subscribe" and hub.verify_token must equal META_VERIFY_TOKEN.',
    )
  }
  return new Response(challenge, { headers: { 'content-type': 'text/plain' } })
}
