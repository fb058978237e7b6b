import type { ControlEndpoint } from './control-endpoint.ts'
import { describeAccount } from './describe-account.ts'
import { describeDelivery } from './describe-delivery.ts'

const SHOWN_DELIVERIES = 20
const SHOWN_CALLS = 20
/** A large world's others are at /control/world. */
const SHOWN_ACCOUNTS = 2

/** `GET /control/overview`: what the page shows, small enough to be asked for every second. */
export const getOverview: ControlEndpoint = {
  method: 'GET',
  path: '/control/overview',
  answer(_request, simulation) {
    const { state, world, autoplay, graphCalls, clock, deliveries, calls } = simulation
    return {
      autoplay: autoplay.isOn(),
      clock: { now: clock.now(), speed: clock.speed() },
      webhookDisabled: deliveries.isDisabled(),
      accountCount: world.profiles.length,
      accounts: world.profiles.slice(0, SHOWN_ACCOUNTS).map(({ key }) => {
        const { media, ...described } = describeAccount(world.account(key), simulation)
        return { ...described, mediaCount: media.length, newest: media[0] ?? null }
      }),
      deliveries: state.deliveries.slice(-SHOWN_DELIVERIES).reverse().map(describeDelivery),
      pending: state.deliveries.filter((delivery) => delivery.state === 'pending').length,
      sent: state.deliveries.length,
      calls: calls.list().slice(-SHOWN_CALLS).reverse(),
      graphCalls: [...graphCalls.values()].reduce((sum, count) => sum + count, 0),
    }
  },
}
