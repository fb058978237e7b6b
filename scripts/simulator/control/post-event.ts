import { z } from 'zod'
import { happenInThread, threadEventSchema } from '../messages/thread-event.ts'
import { bodyFields } from './body-fields.ts'
import { controlPost } from './control-endpoint.ts'
import { findAccount } from './find-account.ts'
import { findCustomer } from './find-customer.ts'

/** `POST /control/event`: a customer reacts, reads, taps a button, takes a message back … */
export const postEvent = controlPost({
  path: '/control/event',
  body: z.strictObject({
    account: bodyFields.account,
    customer: bodyFields.customer.optional(),
    timestamp: bodyFields.timestamp.optional(),
    event: threadEventSchema,
  }),
  run({ account, customer, timestamp, event }, simulation) {
    const { profile } = findAccount(account, simulation)
    // Without a name it is whoever wrote last, because that is whose message there is.
    const wanted = customer ?? simulation.messages.people(account)[0]
    const { id: customerId } = findCustomer(account, wanted, simulation)
    const atMs = timestamp ?? simulation.now()
    const { mid, deliveryIds } = happenInThread(simulation, { profile, customerId, event, atMs })
    return { mid, customerId, deliveryId: deliveryIds[0], deliveryIds }
  },
})
