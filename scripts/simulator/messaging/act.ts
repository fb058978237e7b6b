import type { GraphCall } from '../graph/graph-call.ts'
import { GraphError } from '../graph/graph-error.ts'
import { checkRecipient } from './check-recipient.ts'
import { messagingError, parameterError } from './messaging-error.ts'
import type { SendRequest } from './send-request.ts'
import { takeSend } from './take-call.ts'

const SILENT_ACTIONS = ['typing_on', 'typing_off', 'mark_seen']

/**
 * Performs a sender action. A reaction of the business changes the message and raises no webhook
 * event.
 *
 * @throws GraphError 100 for an unknown action or message; 2 for a reaction that is refused.
 */
export function act(request: SendRequest, call: GraphCall): { recipient_id: string } {
  const { simulation, demo } = call
  takeSend(call, false)
  const { customerId } = checkRecipient({ ...request, message: undefined }, call)
  const answer = { recipient_id: customerId }
  const action = request.sender_action ?? ''
  if (SILENT_ACTIONS.includes(action)) return answer
  if (action !== 'react' && action !== 'unreact') {
    throw parameterError(`sender_action must be one of {${SILENT_ACTIONS}, react, unreact}`)
  }
  const message = simulation.messages.byMid(request.payload?.message_id ?? '')
  const isOfThread = message?.account === demo.key && message.customerId === customerId
  if (message === undefined || !isOfThread) throw messagingError('invalid_message', call)
  const { [demo.igUserId]: _, ...others } = message.reactions ?? {}
  if (action === 'unreact') {
    message.reactions = others
    simulation.changed()
    return answer
  }
  const reaction = request.payload?.reaction ?? 'love'
  if (reaction !== 'love' && !simulation.messagingSettings.anyReaction) {
    throw new GraphError('Service temporarily unavailable', { code: 2, status: 500 })
  }
  const emoji = reaction === 'love' ? '❤️' : reaction
  message.reactions = { ...others, [demo.igUserId]: emoji }
  simulation.changed()
  return answer
}
