import { z } from 'zod'
import { nextLine } from '../messages/next-line.ts'
import { sendMessage } from '../messages/send-message.ts'
import {
  type MessageContent,
  messageContentSchema,
  TEXTLESS,
} from '../webhooks/payloads/message-content.ts'
import { bodyFields } from './body-fields.ts'
import { controlPost } from './control-endpoint.ts'
import { definedOf } from './defined-of.ts'
import { findAccount } from './find-account.ts'
import { findCustomer } from './find-customer.ts'

const MOST_COPIES = 100

/** `POST /control/message`: a customer writes now. Without a text it is the customer's next line. */
export const postMessage = controlPost({
  path: '/control/message',
  body: z.strictObject({
    account: bodyFields.account,
    customer: bodyFields.customer.optional(),
    text: bodyFields.text.optional(),
    mid: bodyFields.mid.optional(),
    timestamp: bodyFields.timestamp.optional(),
    content: messageContentSchema.optional(),
    copies: z.int({ error: `give a whole number from 1 to ${MOST_COPIES}.` })
      .min(1, `give a whole number from 1 to ${MOST_COPIES}.`)
      .max(MOST_COPIES, `give a whole number from 1 to ${MOST_COPIES}.`)
      .optional(),
  }),
  run({ account, customer: wanted, text, content, ...rest }, simulation) {
    findAccount(account, simulation)
    const customer = findCustomer(account, wanted, simulation)
    const { message, deliveryIds } = sendMessage(simulation, {
      ...definedOf({ ...rest, content }),
      account,
      customerId: customer.id,
      text: text ??
        textFor(content, () => nextLine(simulation.state, customer.demo, 'customer').text),
      direction: 'inbound',
    })
    return { mid: message.mid, customerId: customer.id, deliveryId: deliveryIds[0], deliveryIds }
  },
})

/** Pictures and the like come without a text, unless one is given. */
function textFor(content: MessageContent | undefined, nextText: () => string): string {
  return content !== undefined && TEXTLESS.includes(content.kind) ? '' : nextText()
}
