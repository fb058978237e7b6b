import type { GraphEndpoint } from '../../graph/endpoints/graph-endpoint.ts'
import type { GraphCall } from '../../graph/graph-call.ts'
import { missingObjectError } from '../../graph/known-graph-errors.ts'
import { isAccountId, isPageId } from '../../graph/nodes/account-nodes.ts'
import { sendMessage, tell } from '../../messages/send-message.ts'
import { act } from '../act.ts'
import { checkAttachments } from '../check-attachment.ts'
import { checkRecipient, type Recipient } from '../check-recipient.ts'
import { lostAnswer } from '../lost-answer.ts'
import { messagingError, parameterError } from '../messaging-error.ts'
import { readSendRequest, type SendRequest, type SentAttachment } from '../send-request.ts'
import { takeSend } from '../take-call.ts'

const MOST_QUICK_REPLIES = 13

/**
 * `POST /{ig-id}/messages` and, with Facebook Login, `POST /{page-id}/messages`: a message, a
 * reaction or another action of the business (messaging page of 2026-05-06).
 */
export const send: GraphEndpoint = {
  method: 'POST',
  path: '/:id/messages',
  cost: () => 1,
  useCase: 'messenger',
  ability: 'messages',
  async answer(call) {
    checkSender(call)
    const request = readSendRequest(call)
    if (request.sender_action !== undefined) return act(request, call)
    const attachments = checkContent(request, call)
    takeSend(call, attachments.some(({ type }) => type === 'audio' || type === 'video'))
    const recipient = checkRecipient(request, call)
    await checkAttachments(attachments, call)
    const mid = await write(request, recipient, attachments, call)
    const answer = { recipient_id: recipient.customerId, message_id: mid }
    return await lostAnswer(call.simulation) ?? answer
  },
}

function checkSender(call: GraphCall): void {
  const id = call.params.id ?? ''
  const isInstagram = call.login === 'instagram'
  // On graph.facebook.com the Page sends; the account's own id is the wrong node.
  if (!isInstagram && isAccountId(id, call)) throw messagingError('wrong_node', call)
  const isOwn = isInstagram ? isAccountId(id, call) : isPageId(id, call)
  if (!isOwn) throw missingObjectError(id, !isInstagram)
  const fault = call.simulation.messagingSettings.accounts[call.demo.key]
  if (fault !== undefined) throw messagingError(fault, call)
}

/**
 * Checks a message's own form.
 *
 * @returns What is attached: nothing when there is a text, because Meta then sends the text alone.
 */
function checkContent(request: SendRequest, call: GraphCall): SentAttachment[] {
  const { message } = request
  if (message === undefined) throw parameterError('The parameter message is required')
  const { text, attachment, attachments = [], quick_replies: quickReplies = [] } = message
  if (quickReplies.length > MOST_QUICK_REPLIES) throw messagingError('invalid_message', call)
  if (text !== undefined && text !== '') {
    const bytes = new TextEncoder().encode(text).length
    const most = call.simulation.messagingSettings.mostTextBytes
    if (bytes > most) throw parameterError(`The message must be at most ${most} bytes long`)
    return []
  }
  const all = [...(attachment === undefined ? [] : [attachment]), ...[attachments].flat()]
  if (all.length === 0) throw messagingError('invalid_message', call)
  return all
}

async function write(
  request: SendRequest,
  recipient: Recipient,
  attachments: SentAttachment[],
  call: GraphCall,
): Promise<string> {
  const { simulation, demo } = call
  const { message } = sendMessage(simulation, {
    account: demo.key,
    customerId: recipient.customerId,
    text: request.message?.text ?? '',
    direction: 'outbound',
    payload: payloadOf(request, attachments, call),
    isTold: false,
  })
  if (recipient.commentId !== undefined) {
    simulation.state.messaging.privateReplies[recipient.commentId] = message.mid
  }
  const { echo } = simulation.webhookSettings
  if (echo === 'after') simulation.afterAnswer(() => void tell(simulation, demo, message))
  if (echo === 'before') await simulation.delivered(tell(simulation, demo, message))
  return message.mid
}

/** What the echo and later reads tell of a message beside its text. */
function payloadOf(
  { reply_to: replyTo }: SendRequest,
  attachments: readonly SentAttachment[],
  { simulation }: GraphCall,
): Record<string, unknown> {
  const { messaging } = simulation.state
  const told = attachments.map(({ type, payload = {} }) => {
    const uploaded = messaging.attachments[String(payload.attachment_id ?? '')]
    return { type, payload: uploaded === undefined ? payload : { url: uploaded.url } }
  })
  const isReply = replyTo !== undefined && simulation.messagingSettings.replyTo
  return {
    ...(told.length === 0 ? {} : { attachments: told }),
    ...(isReply ? { reply_to: { mid: replyTo.mid } } : {}),
  }
}
