import type { GraphEndpoint } from '../../graph/endpoints/graph-endpoint.ts'
import { argument } from '../../graph/graph-call.ts'
import { parameterError } from '../messaging-error.ts'

const PARTS = ['ice_breakers', 'persistent_menu']
const MOST_ICE_BREAKERS = 4
const common = {
  path: '/:id/messenger_profile',
  cost: () => 1,
  useCase: 'messenger',
  ability: 'messages',
} as const

/** `GET /{id}/messenger_profile?fields=ice_breakers` */
export const readProfile: GraphEndpoint = {
  ...common,
  method: 'GET',
  answer({ simulation, demo, query }) {
    const profile = simulation.state.messaging.profiles[demo.key] ?? {}
    const wanted = (query.get('fields') ?? '').split(',').filter((name) => PARTS.includes(name))
    const data = wanted.filter((name) => Object.hasOwn(profile, name))
      .map((name) => ({ [name]: profile[name] }))
    return { data }
  },
}

/** `POST /{id}/messenger_profile`: at most four ice breakers, and a persistent menu. */
export const setProfile: GraphEndpoint = {
  ...common,
  method: 'POST',
  answer(call) {
    const { simulation, demo } = call
    const profile = simulation.state.messaging.profiles[demo.key] ??= {}
    for (const name of PARTS) {
      const text = argument(call, name)
      if (text === undefined) continue
      const value: unknown = JSON.parse(text)
      const [first] = Array.isArray(value) ? value : []
      const actions = (first as { call_to_actions?: unknown[] } | undefined)?.call_to_actions
      if (name === 'ice_breakers' && (actions?.length ?? 0) > MOST_ICE_BREAKERS) {
        throw parameterError(`At most ${MOST_ICE_BREAKERS} ice breakers are allowed`)
      }
      profile[name] = value
    }
    simulation.changed()
    return { result: 'success' }
  },
}

/** `DELETE /{id}/messenger_profile?fields=…` */
export const deleteProfile: GraphEndpoint = {
  ...common,
  method: 'DELETE',
  answer(call) {
    const profile = call.simulation.state.messaging.profiles[call.demo.key] ?? {}
    for (const name of (argument(call, 'fields') ?? '').split(',')) delete profile[name]
    call.simulation.changed()
    return { result: 'success' }
  },
}
