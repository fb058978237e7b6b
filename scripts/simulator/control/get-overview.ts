import type { ControlEndpoint } from './control-endpoint.ts'
import { describeAccount } from './describe-account.ts'
import { describeDelivery } from './describe-delivery.ts'

const SHOWN_DELIVERIES = 20

/** `GET /control/overview`: what the page shows, small enough to be asked for every second. */
export const getOverview: ControlEndpoint = {
  method: 'GET',
  path: '/control/overview',
  answer(_request, { state, autoplay, graphCalls }) {
    return {
      autoplay: autoplay.isOn(),
      accounts: Object.values(state.accounts).map((account) => {
        const { media, ...described } = describeAccount(account)
        return { ...described, mediaCount: media.length, newest: media[0] ?? null }
      }),
      deliveries: state.deliveries.slice(-SHOWN_DELIVERIES).reverse().map(describeDelivery),
      pending: state.deliveries.filter((delivery) => delivery.state === 'pending').length,
      sent: state.deliveries.length,
      graphCalls: [...graphCalls.values()].reduce((sum, count) => sum + count, 0),
    }
  },
}
