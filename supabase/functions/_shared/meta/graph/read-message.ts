import type { Effect } from '../webhooks/delivery-event.ts'
import { type GraphFailure, graphGet, type GraphTarget } from './graph-get.ts'
import type { MessagingAccount } from './messaging-account.ts'
import { MESSAGE_FIELDS, toMessageEffects } from './to-message-effects.ts'

const NOT_READABLE = 9_000_001
const MISSING = { code: 100, subcode: 33 }

/**
 * Reads one message by its id.
 *
 * @returns What it does; `gone`, why it will never be readable: deleted, further back than the
 * newest 20 of its thread (the API says the same of both), or shown without its content; or a
 * failure that may pass.
 */
export async function readMessage(
  deps: { fetch: typeof fetch },
  target: GraphTarget,
  account: MessagingAccount,
  mid: string,
): Promise<{ effects: Effect[] } | { gone: string } | { failure: GraphFailure }> {
  const path = `/${encodeURIComponent(mid)}`
  const result = await graphGet(deps, target, path, { fields: MESSAGE_FIELDS })
  if ('failure' in result) {
    const { code, subcode, cause } = result.failure
    const isGone = code === NOT_READABLE || (code === MISSING.code && subcode === MISSING.subcode)
    return isGone ? { gone: cause } : result
  }
  const effects = toMessageEffects(result.body, account)
  return effects ? { effects } : { gone: 'the API shows the message without its content' }
}
