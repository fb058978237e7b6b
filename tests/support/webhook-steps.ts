/** What meta-webhook does with a delivery, in order. */
export const WEBHOOK_STEPS = [
  'received',
  'reading',
  'read',
  'verifying',
  'parsed',
  'sending',
  'committed',
  'answering',
] as const

export type WebhookStep = typeof WEBHOOK_STEPS[number]
