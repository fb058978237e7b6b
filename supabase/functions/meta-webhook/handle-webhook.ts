import { errorCode } from '../_shared/errors/error-code.ts'
import { errorResponse } from '../_shared/http/error-response.ts'
import { readLimitedBody } from '../_shared/http/read-limited-body.ts'
import type { Log } from '../_shared/log/log.ts'
import { parseMetaJson } from '../_shared/meta/parse-meta-json.ts'
import { parseDelivery } from '../_shared/meta/webhooks/parse-delivery.ts'
import { type AppSecrets, verifySignature } from '../_shared/meta/webhooks/verify-signature.ts'
import { answerVerification } from './answer-verification.ts'
import type { Delivery, IngestResult } from './ingest-deliveries.ts'

export type WebhookDeps = {
  secrets: AppSecrets
  verifyToken: string | undefined
  /** Stores the delivery and its effects; throws when they could not be committed. */
  ingest: (delivery: Delivery) => Promise<IngestResult>
  log: Log
}

/** Meta batches up to 1,000 updates; a text message is about 600 bytes of body. */
export const MAX_BODY_BYTES = 3 * 1024 * 1024

/**
 * Answers one call of Meta's. 200 means that the delivery is stored and its effects are committed;
 * anything else makes Meta send it again.
 */
export async function handleWebhook(request: Request, deps: WebhookDeps): Promise<Response> {
  const { secrets, log } = deps
  if (request.method === 'GET') return await answerVerification(request, deps.verifyToken)
  if (request.method !== 'POST') {
    return errorResponse(405, 'method_not_allowed', `${request.method} is not GET or POST.`)
  }
  if (!secrets.instagram && !secrets.meta) {
    log('error', 'app_secret_missing', { action: 'set INSTAGRAM_APP_SECRET or META_APP_SECRET' })
    return errorResponse(500, 'app_secret_missing', 'No app secret is set; nothing is accepted.')
  }

  const body = await readLimitedBody(request, MAX_BODY_BYTES)
  if (!body) {
    log('error', 'body_too_large', { limit: MAX_BODY_BYTES })
    return errorResponse(413, 'body_too_large', `The body exceeds ${MAX_BODY_BYTES} bytes.`)
  }

  const signedWith = await verifySignature(
    body,
    request.headers.get('x-hub-signature-256'),
    secrets,
  )
  if (!signedWith) {
    // Loud, because a wrong secret in the settings otherwise looks like silence.
    log('error', 'signature_invalid', { bytes: body.length })
    return errorResponse(401, 'signature_invalid', 'X-Hub-Signature-256 matches no app secret.')
  }

  const parsed = parseMetaJson(body)
  const delivery: Delivery = 'json' in parsed
    ? { body, signedWith, events: parseDelivery(parsed.json) }
    : { body, signedWith, events: [], error: parsed.error }
  if (delivery.error) log('error', 'body_unreadable', { error: delivery.error })

  try {
    const result = await deps.ingest(delivery)
    log(result.failed ? 'error' : 'info', 'delivery_ingested', result)
    return new Response('EVENT_RECEIVED')
  } catch (error) {
    log('error', 'delivery_not_stored', { error: errorCode(error) })
    return errorResponse(503, 'not_stored', 'The delivery could not be stored; send it again.')
  }
}
