import type { ControlEndpoint } from './control-endpoint.ts'
import { describeAccount } from './describe-account.ts'
import { describeDelivery } from './describe-delivery.ts'

/** `GET /control/state`: the record of all that was sent, for tests to compare with. */
export const getState: ControlEndpoint = {
  method: 'GET',
  path: '/control/state',
  answer(_request, simulation) {
    const { state, world, graphCalls, graphErrors, autoplay } = simulation
    return {
      autoplay: autoplay.isOn(),
      accounts: world.profiles.map(({ key }) => describeAccount(world.account(key), simulation)),
      messages: state.messages.map(({ customerId, ...message }) => ({
        ...message,
        customer: customerId,
      })),
      deliveries: state.deliveries.map(describeDelivery),
      graphCalls: Object.fromEntries(graphCalls),
      graphError: graphErrors.planned() ?? null,
    }
  },
}
