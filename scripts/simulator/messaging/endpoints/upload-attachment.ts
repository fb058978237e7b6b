import type { GraphEndpoint } from '../../graph/endpoints/graph-endpoint.ts'
import { checkAttachments } from '../check-attachment.ts'
import { messagingError } from '../messaging-error.ts'
import { readSendRequest } from '../send-request.ts'

/** `POST /{ig-id}/message_attachments`: keeps a file, to be sent by its id. */
export const uploadAttachment: GraphEndpoint = {
  method: 'POST',
  path: '/:id/message_attachments',
  cost: () => 1,
  useCase: 'messenger',
  ability: 'messages',
  async answer(call) {
    const body = { recipient: {}, ...call.body }
    const { message } = readSendRequest({ ...call, body })
    const attachment = message?.attachment
    if (attachment === undefined) throw messagingError('invalid_message', call)
    await checkAttachments([attachment], call)
    const { state, changed } = call.simulation
    state.sequence += 1
    const id = `7${String(state.sequence).padStart(15, '0')}`
    const url = String(attachment.payload?.url ?? '')
    state.messaging.attachments[id] = { type: attachment.type, url }
    changed()
    return { attachment_id: id }
  },
}
