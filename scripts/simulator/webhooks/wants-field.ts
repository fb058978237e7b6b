import type { SimulatorState } from '../state/simulator-state.ts'
import type { AccountProfile } from '../world/account-profile.ts'

/** Fields that arrive under another one's subscription: echoes come with the messages. */
const COMES_WITH: Record<string, string> = { message_echoes: 'messages' }

/**
 * Tells whether an account is subscribed to a webhook field. An account whose subscription was
 * never touched gets everything. With Facebook Login the call for a Page only connects it: the
 * fields are chosen in the dashboard.
 */
export function wantsField(
  state: SimulatorState,
): (profile: AccountProfile, field: string) => boolean {
  return function wants(profile, field) {
    const fields = state.oauth.subscribedFields[profile.key]
    if (fields === undefined) return true
    if (profile.login === 'facebook') return fields.length > 0
    return fields.includes(field) || fields.includes(COMES_WITH[field] ?? field)
  }
}
