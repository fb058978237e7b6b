import { z } from 'zod'
import { nextLine } from '../messages/next-line.ts'
import { sendMessage } from '../messages/send-message.ts'
import { bodyFields } from './body-fields.ts'
import { controlPost } from './control-endpoint.ts'
import { definedOf } from './defined-of.ts'
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
    copies: z.int({ error: `give a whole number from 1 to ${MOST_COPIES}.` })
      .min(1, `give a whole number from 1 to ${MOST_COPIES}.`)
      .max(MOST_COPIES, `give a whole number from 1 to ${MOST_COPIES}.`)
      .optional(),
  }),
  run({ account, customer: wanted, text, ...rest }, simulation) {
    const customer = findCustomer(account, wanted, simulation.random)
    const { message, deliveries } = sendMessage(simulation, {
      ...definedOf(rest),
      account,
      customerId: customer.id,
      text: text ?? nextLine(simulation.state, customer.demo, 'customer').text,
      direction: 'inbound',
    })
    const deliveryIds = deliveries.map(({ id }) => id)
    return { mid: message.mid, customerId: customer.id, deliveryId: deliveryIds[0], deliveryIds }
  },
})
