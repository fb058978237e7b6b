import type { HandoverEffect } from './delivery-event.ts'
import { idOf, type JsonObject } from './json-readers.ts'
import { LIMITS } from './limits.ts'
import { type ThreadEvent, threadOf } from './thread-event.ts'

/**
 * Reads `pass_thread_control` and `take_thread_control`: who holds the thread from now on. Newer
 * payloads name the owner by its role instead of its app id; then that is what is known of it.
 *
 * @returns undefined when thread or time are not known.
 */
export function parseHandover(
  event: ThreadEvent,
  control: JsonObject,
): HandoverEffect | undefined {
  const thread = threadOf(event)
  if (!thread) return undefined
  const owner = idOf(control.new_owner_app_id, LIMITS.appId) ??
    idOf(control.new_owner_app_role, LIMITS.appId) ??
    idOf(control.new_owner_role, LIMITS.appId)
  return { type: 'handover', ...thread, owner_app_id: owner ?? null }
}
