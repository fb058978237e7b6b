import { z } from 'zod'
import { serializeAsMeta } from '../webhooks/serialize-as-meta.ts'
import { controlPost } from './control-endpoint.ts'

/**
 * `POST /control/delivery`: sends any body to the webhook and waits for the first attempt. A text
 * goes out as it is, anything else serialised as Meta does.
 */
export const postDelivery = controlPost({
  path: '/control/delivery',
  body: z.strictObject({
    body: z.unknown().refine(
      (body) => body !== undefined,
      'give any JSON, or a text to send as it is.',
    ),
    secret: z.enum(['instagram', 'meta', 'wrong'], {
      error: 'give "instagram", "meta" or "wrong".',
    }).default('instagram'),
    retry: z.boolean({ error: 'give true or false.' }).default(false),
  }),
  async run({ body, secret, retry }, { deliveries }) {
    const text = typeof body === 'string' ? body : serializeAsMeta(body)
    const delivery = deliveries.add({
      kind: 'custom',
      account: null,
      summary: text.slice(0, 80),
      body: text,
      secret,
      retry,
    })
    await deliveries.attempted(delivery)
    const { id, lastStatus, lastError, state } = delivery
    return {
      deliveryId: id,
      status: lastStatus,
      error: lastError,
      delivered: state === 'delivered',
    }
  },
})
