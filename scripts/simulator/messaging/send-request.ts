import { z } from 'zod'
import type { GraphCall } from '../graph/graph-call.ts'
import { parameterError } from './messaging-error.ts'

const attachmentSchema = z.object({
  type: z.string(),
  payload: z.record(z.string(), z.unknown()).optional(),
})

const requestSchema = z.object({
  recipient: z.object({ id: z.string().optional(), comment_id: z.string().optional() }),
  message: z.object({
    text: z.string().optional(),
    attachment: attachmentSchema.optional(),
    attachments: z.union([attachmentSchema, z.array(attachmentSchema)]).optional(),
    quick_replies: z.array(z.object({
      content_type: z.string(),
      title: z.string().optional(),
      payload: z.string().optional(),
    })).optional(),
  }).optional(),
  sender_action: z.string().optional(),
  payload: z.object({ message_id: z.string(), reaction: z.string().optional() }).optional(),
  reply_to: z.object({ mid: z.string() }).optional(),
  messaging_type: z.string().optional(),
  tag: z.string().optional(),
})

export type SendRequest = z.infer<typeof requestSchema>
export type SentAttachment = z.infer<typeof attachmentSchema>

/**
 * Reads the body of a send. Form data carries its objects as JSON texts.
 *
 * @throws GraphError 100 when a part is missing or of another kind.
 */
export function readSendRequest({ body, query }: GraphCall): SendRequest {
  const given = { ...Object.fromEntries(query), ...body }
  const parsed = requestSchema.safeParse(
    Object.fromEntries(Object.entries(given).map(([name, value]) => [name, asObject(value)])),
  )
  if (parsed.success) return parsed.data
  const name = parsed.error.issues[0]?.path.join('.') ?? 'recipient'
  throw parameterError(`The parameter ${name} is required`)
}

function asObject(value: unknown): unknown {
  if (typeof value !== 'string' || !/^\s*[{[]/.test(value)) return value
  try {
    return JSON.parse(value)
  } catch {
    return value
  }
}
