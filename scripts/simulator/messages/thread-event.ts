import { z } from 'zod'
import type { Simulation } from '../simulation.ts'
import type { MessageRecord } from '../state/simulator-state.ts'
import { createMid } from '../webhooks/create-mid.ts'
import { messagingEntry } from '../webhooks/payloads/envelope.ts'
import type { AccountProfile } from '../world/account-profile.ts'
import { openWindow } from './send-message.ts'

const mid = z.string().min(1).max(1_000).optional()

/**
 * What can happen in a thread beside messages. Where a `mid` is left out, the thread's latest
 * message of the side that makes sense is meant.
 */
export const threadEventSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('react'),
    mid,
    reaction: z.string().default('love'),
    emoji: z.string().default('❤️'),
  }),
  z.strictObject({ kind: z.literal('unreact'), mid }),
  z.strictObject({ kind: z.literal('read'), mid }),
  z.strictObject({ kind: z.literal('unsend'), mid }),
  z.strictObject({ kind: z.literal('edit'), mid, text: z.string().min(1).max(20_000) }),
  /** Of a message that nobody told of, as for apps in development mode. */
  z.strictObject({ kind: z.literal('edit_zero'), mid, namesSender: z.boolean().default(false) }),
  z.strictObject({
    kind: z.literal('postback'),
    title: z.string().default('Opening hours'),
    payload: z.string().default('HOURS'),
    ref: z.string().optional(),
  }),
  z.strictObject({
    kind: z.literal('referral'),
    ref: z.string().default('campaign1'),
    source: z.string().default('IGME-SOURCE-LINK'),
  }),
  z.strictObject({
    kind: z.enum(['pass_thread_control', 'take_thread_control', 'request_thread_control']),
    metadata: z.string().default(''),
  }),
  z.strictObject({ kind: z.literal('optin'), payload: z.string().default('NEWS') }),
  z.strictObject({
    kind: z.literal('policy_enforcement'),
    action: z.enum(['warning', 'block', 'unblock']).default('warning'),
    reason: z.string().default('Spam'),
  }),
  z.strictObject({
    kind: z.literal('response_feedback'),
    mid,
    feedback: z.enum(['Good response', 'Bad response']).default('Good response'),
  }),
])

export type ThreadEvent = z.infer<typeof threadEventSchema>

/** The webhook field of each kind (webhook field list, 2026-09-16). */
const FIELDS: Record<ThreadEvent['kind'], string> = {
  react: 'message_reactions',
  unreact: 'message_reactions',
  read: 'messaging_seen',
  unsend: 'messages',
  edit: 'message_edit',
  edit_zero: 'message_edit',
  postback: 'messaging_postbacks',
  referral: 'messaging_referral',
  pass_thread_control: 'messaging_handover',
  take_thread_control: 'messaging_handover',
  request_thread_control: 'messaging_handover',
  optin: 'messaging_optins',
  policy_enforcement: 'messaging_policy_enforcement',
  response_feedback: 'response_feedback',
}

/** Kinds with which a person lets the business answer for another day. */
const OPENS_WINDOW: readonly ThreadEvent['kind'][] = ['postback']

/**
 * Lets a customer do something in a thread: changes what the API tells of it, and tells the
 * webhook.
 *
 * @returns The mid it is about, and the ids of its deliveries.
 */
export function happenInThread(
  simulation: Simulation,
  { profile, customerId, event, atMs }: {
    profile: AccountProfile
    customerId: string
    event: ThreadEvent
    atMs: number
  },
): { mid: string | null; deliveryIds: string[] } {
  const target = event.kind === 'postback'
    ? { mid: newMid(simulation, profile, customerId), record: undefined }
    : targetOf(simulation, profile.key, customerId, event)
  if (target.record !== undefined) apply(target.record, customerId, event)
  if (OPENS_WINDOW.includes(event.kind)) openWindow(simulation, profile.key, customerId, atMs)
  simulation.changed()
  const isNamed = event.kind !== 'edit_zero' || event.namesSender
  const people = { sender: { id: customerId }, recipient: { id: profile.igUserId } }
  const item = {
    ...(isNamed ? people : {}),
    timestamp: atMs,
    ...itemOf(event, target),
  }
  const deliveryIds = simulation.webhooks.emit({
    profile,
    kind: 'event',
    field: FIELDS[event.kind],
    summary: `(${event.kind.replaceAll('_', ' ')})`,
    entry: messagingEntry(profile, item, simulation.now()),
  })
  return { mid: target.mid || null, deliveryIds }
}

/** A tapped button is no message, but has a mid of its own. */
function newMid(
  { state, now, random }: Simulation,
  { igUserId }: AccountProfile,
  customerId: string,
): string {
  state.sequence += 1
  return createMid({ igUserId, customerId, nowMs: now(), sequence: state.sequence, random })
}

function targetOf(
  { messages }: Simulation,
  account: string,
  customerId: string,
  event: ThreadEvent,
): { mid: string; record: MessageRecord | undefined } {
  if ('mid' in event && event.mid !== undefined) {
    return { mid: event.mid, record: messages.byMid(event.mid) }
  }
  // People edit and take back what they wrote themselves; they read what the business wrote.
  const own = ['unsend', 'edit', 'edit_zero'].includes(event.kind)
  const side = own ? 'inbound' : 'outbound'
  const thread = messages.thread(account, customerId)
  const record = thread.findLast(({ direction }) => direction === side) ?? thread.at(-1)
  return { mid: record?.mid ?? '', record }
}

function apply(record: MessageRecord, customerId: string, event: ThreadEvent): void {
  if (event.kind === 'react') record.reactions = { ...record.reactions, [customerId]: event.emoji }
  if (event.kind === 'unreact') {
    const { [customerId]: _, ...rest } = record.reactions ?? {}
    record.reactions = rest
  }
  if (event.kind === 'unsend') record.isDeleted = true
  if (event.kind === 'edit') {
    record.text = event.text
    record.edits = (record.edits ?? 0) + 1
  }
}

/** Payloads as Meta's pages and captures show them; those of the last three are Messenger's. */
function itemOf(
  event: ThreadEvent,
  { mid, record }: { mid: string; record: MessageRecord | undefined },
): Record<string, unknown> {
  switch (event.kind) {
    case 'react': {
      const { reaction, emoji } = event
      return { reaction: { mid, action: 'react', reaction, emoji } }
    }
    case 'unreact':
      return { reaction: { mid, action: 'unreact' } }
    case 'read':
      return { read: { mid } }
    case 'unsend':
      return { message: { mid, is_deleted: true } }
    case 'edit':
      return { message_edit: { mid, text: event.text, num_edit: record?.edits ?? 1 } }
    case 'edit_zero':
      return { message_edit: { mid, num_edit: 0 } }
    case 'postback': {
      const { title, payload, ref } = event
      const source = { source: 'IGME-SOURCE-LINK', type: 'OPEN_THREAD' }
      const referral = ref === undefined ? {} : { referral: { ref, ...source } }
      return { postback: { mid, title, payload, ...referral } }
    }
    case 'referral':
      return { referral: { ref: event.ref, source: event.source, type: 'OPEN_THREAD' } }
    case 'pass_thread_control':
    case 'take_thread_control':
      return {
        [event.kind]: {
          previous_owner_app_id: '1530000000000009',
          new_owner_app_id: '1530000000000002',
          metadata: event.metadata,
        },
      }
    case 'request_thread_control': {
      const { metadata } = event
      return { [event.kind]: { requested_owner_app_id: '1530000000000009', metadata } }
    }
    case 'optin':
      return { optin: { type: 'notification_messages', payload: event.payload } }
    case 'policy_enforcement':
      return { policy_enforcement: { action: event.action, reason: event.reason } }
    case 'response_feedback':
      return { response_feedback: { feedback: event.feedback, mid } }
  }
}
