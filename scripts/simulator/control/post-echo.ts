import { z } from 'zod'
import { nextLine } from '../messages/next-line.ts'
import { sendMessage } from '../messages/send-message.ts'
import type { Simulation } from '../simulation.ts'
import { bodyFields } from './body-fields.ts'
import { controlPost } from './control-endpoint.ts'
import { definedOf } from './defined-of.ts'
import { findAccount } from './find-account.ts'
import { findCustomer } from './find-customer.ts'

/**
 * `POST /control/echo`: the business answers from the Instagram app. Without a customer it
 * answers whoever wrote to it last.
 */
export const postEcho = controlPost({
  path: '/control/echo',
  body: z.strictObject({
    account: bodyFields.account,
    customer: bodyFields.customer.optional(),
    text: bodyFields.text.optional(),
    mid: bodyFields.mid.optional(),
    timestamp: bodyFields.timestamp.optional(),
    isSelf: z.boolean({ error: 'give true for a message to oneself.' }).optional(),
  }),
  run({ account, customer: named, text, ...rest }, simulation) {
    findAccount(account, simulation)
    const wanted = named ?? lastWriter(simulation, account)
    const customer = findCustomer(account, wanted, simulation)
    const { message, deliveryIds } = sendMessage(simulation, {
      ...definedOf(rest),
      account,
      customerId: customer.id,
      text: text ?? nextLine(simulation.state, customer.demo, 'business').text,
      direction: 'outbound',
    })
    return { mid: message.mid, customerId: customer.id, deliveryId: deliveryIds[0] }
  },
})

function lastWriter({ state }: Simulation, account: string): string | undefined {
  return state.messages.findLast((message) =>
    message.account === account && message.direction === 'inbound'
  )?.customerId
}
