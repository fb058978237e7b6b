import { z } from 'zod'
import { serializeAsMeta } from '../webhooks/serialize-as-meta.ts'
import { controlPost } from './control-endpoint.ts'

/**
 * `POST /control/webhook-test`: what the dashboard's "Test" button sends. Its entry id is "0", its
 * message stands in `changes`, and its timestamp is a text with seconds; some saw it as
 * `messaging`.
 */
export const postWebhookTest = controlPost({
  path: '/control/webhook-test',
  body: z.strictObject({
    form: z.enum(['changes', 'messaging']).default('changes'),
    secret: z.enum(['instagram', 'meta', 'wrong']).default('instagram'),
  }),
  async run({ form, secret }, { deliveries }) {
    const item = {
      sender: { id: '12334' },
      recipient: { id: '23245' },
      timestamp: '1527459824',
      message: { mid: 'random_mid', text: 'random_text' },
    }
    const list = form === 'changes'
      ? { changes: [{ field: 'messages', value: item }] }
      : { messaging: [item] }
    const entry = [{ id: '0', time: 1_527_459_824, ...list }]
    const delivery = deliveries.add({
      kind: 'custom',
      account: null,
      summary: '(dashboard test)',
      body: serializeAsMeta({ object: 'instagram', entry }),
      secret,
      retry: false,
    })
    await deliveries.attempted(delivery)
    const { id, lastStatus, lastError, state } = delivery
    const delivered = state === 'delivered'
    return { deliveryId: id, status: lastStatus, error: lastError, delivered }
  },
})
