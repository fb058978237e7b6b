import type { Simulation } from '../../simulation.ts'
import { parseScopes } from '../../oauth/scopes.ts'
import type { AccountProfile, Login } from '../../world/account-profile.ts'
import { argument, type GraphCall } from '../graph-call.ts'
import { GraphError } from '../graph-error.ts'
import { missingObjectError } from '../known-graph-errors.ts'
import { isAccountId, isPageId } from '../nodes/account-nodes.ts'
import type { GraphEndpoint } from './graph-endpoint.ts'

/** Webhook fields by login (webhooks overview of 2026-09-16). A Page has its own. */
const FIELDS: Record<Login, readonly string[]> = {
  instagram: [
    'comments',
    'live_comments',
    'messages',
    'message_echoes',
    'message_edit',
    'message_reactions',
    'messaging_seen',
    'messaging_postbacks',
    'messaging_referral',
    'messaging_optins',
    'messaging_handover',
    'standby',
  ],
  facebook: [
    'feed',
    'mention',
    'messages',
    'message_echoes',
    'message_reactions',
    'messaging_postbacks',
    'messaging_optins',
    'messaging_referrals',
    'message_reads',
    'message_deliveries',
    'standby',
    'messaging_handovers',
  ],
}

/** `GET /{id}/subscribed_apps`: what the account's webhooks are set to. */
export const subscribedApps: GraphEndpoint = {
  method: 'GET',
  path: '/:id/subscribed_apps',
  cost: () => 1,
  answer(call) {
    refuseOthers(call)
    const fields = subscribedFields(call.demo, call.simulation)
    const { id, name } = call.simulation.apps[call.login]
    const app = call.login === 'facebook' ? { id, name } : { id }
    return { data: fields.length === 0 ? [] : [{ ...app, subscribed_fields: fields }] }
  },
}

/** `POST /{id}/subscribed_apps`: connects the account's webhooks; again is harmless. */
export const subscribeApp: GraphEndpoint = {
  method: 'POST',
  path: '/:id/subscribed_apps',
  cost: () => 1,
  answer(call) {
    refuseOthers(call)
    const known = FIELDS[call.login]
    const wanted = parseScopes(argument(call, 'subscribed_fields') ?? '')
    if (wanted.length === 0 || wanted.some((field) => !known.includes(field))) {
      const index = Math.max(0, wanted.findIndex((field) => !known.includes(field)))
      const message = `Param subscribed_fields[${index}] must be one of {${known.join(', ')}} - ` +
        `got "${wanted[index] ?? ''}".`
      throw new GraphError(message, { code: 100 })
    }
    call.simulation.state.oauth.subscribedFields[call.demo.key] = wanted
    call.simulation.changed()
    return { success: true }
  },
}

export const unsubscribeApp: GraphEndpoint = {
  method: 'DELETE',
  path: '/:id/subscribed_apps',
  cost: () => 1,
  answer(call) {
    refuseOthers(call)
    call.simulation.state.oauth.subscribedFields[call.demo.key] = []
    call.simulation.changed()
    return { success: true }
  },
}

/** The fields an account is subscribed to; all of them until a client says otherwise. */
export function subscribedFields(
  account: AccountProfile,
  simulation: Simulation,
): readonly string[] {
  return simulation.state.oauth.subscribedFields[account.key] ?? FIELDS[account.login]
}

function refuseOthers(call: GraphCall): void {
  const id = call.params.id ?? ''
  const isOwn = call.login === 'instagram' ? isAccountId(id, call) : isPageId(id, call)
  if (!isOwn) throw missingObjectError(id, call.login === 'facebook')
}
