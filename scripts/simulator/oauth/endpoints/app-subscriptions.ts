import { GraphError } from '../../graph/graph-error.ts'
import { missingObjectError } from '../../graph/known-graph-errors.ts'
import { parseScopes } from '../scopes.ts'
import { requireAppToken } from '../require-app-token.ts'
import { textOf, type TokenCall } from '../token-endpoints.ts'

const OBJECTS = ['instagram', 'page', 'user', 'permissions']

/**
 * `/{app-id}/subscriptions`: which address gets the app's webhooks. Setting one makes Meta verify
 * the address first, with a GET that must be answered with the bare challenge (webhooks:
 * getting started).
 *
 * @throws GraphError 2200 when the address fails the verification.
 */
export async function answerAppSubscriptions(call: TokenCall, appId: string) {
  const { incoming, login, simulation } = call
  requireAppToken(incoming.token, simulation, login)
  const { id } = simulation.apps[login]
  if (appId !== id) throw missingObjectError(appId, login === 'facebook')
  const { appSubscriptions } = simulation.state.oauth
  if (incoming.method === 'GET') {
    return {
      data: Object.entries(appSubscriptions).map(([object, { callbackUrl, fields }]) => ({
        object,
        callback_url: callbackUrl,
        active: true,
        fields: fields.map((name) => ({ name, version: call.version })),
      })),
    }
  }
  const object = textOf(incoming, 'object')
  if (incoming.method === 'DELETE') {
    if (object === '') Object.keys(appSubscriptions).forEach((key) => delete appSubscriptions[key])
    else delete appSubscriptions[object]
    simulation.changed()
    return { success: true }
  }
  if (!OBJECTS.includes(object)) {
    throw new GraphError(`Param object must be one of {${OBJECTS.join(', ')}}`, { code: 100 })
  }
  const callbackUrl = textOf(incoming, 'callback_url')
  if (!/^https?:\/\/\S+$/.test(callbackUrl)) {
    throw new GraphError('The parameter callback_url is required', { code: 100 })
  }
  const answer = await simulation.callbacks.verify(callbackUrl, textOf(incoming, 'verify_token'))
  if (!answer.ok) {
    throw new GraphError(`Callback verification failed: ${answer.problem}`, { code: 2200 })
  }
  appSubscriptions[object] = { callbackUrl, fields: parseScopes(textOf(incoming, 'fields')) }
  simulation.changed()
  return { success: true }
}
