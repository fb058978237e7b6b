import type { MessageEffect } from './delivery-event.ts'
import { fitContext } from './fit-context.ts'
import { idOf, type JsonObject, objectOf, textOf } from './json-readers.ts'
import { LIMITS } from './limits.ts'
import { type ThreadEvent, threadOf } from './thread-event.ts'

/**
 * Reads a tap on an ice breaker, the persistent menu or a template's button: a message whose text is
 * the button's title. It opens the messaging window.
 *
 * @returns undefined when it is not known who tapped, or when; and for a test by the account itself.
 */
export function parsePostback(
  event: ThreadEvent,
  postback: JsonObject,
): MessageEffect | undefined {
  const { payload, referral } = postback
  const context = fitContext({
    postback: payload === undefined ? undefined : { payload },
    referral: objectOf(referral),
  })
  const mid = idOf(postback.mid, LIMITS.messageId)
  const text = textOf(postback.title, LIMITS.text) ?? null
  return contactAct(event, 'postback', { mid, text, context, window_cause: 'postback' })
}

/**
 * Reads the arrival of a contact by a link or an ad in a thread that exists: a message without text
 * that opens no window, since the contact wrote nothing.
 *
 * @returns undefined when it is not known who came, or when.
 */
export function parseReferral(
  event: ThreadEvent,
  referral: JsonObject,
): MessageEffect | undefined {
  const context = fitContext({ referral })
  return contactAct(event, 'referral', { mid: undefined, text: null, context, window_cause: null })
}

type Act =
  & Pick<MessageEffect, 'text' | 'context' | 'window_cause'>
  & { mid: string | undefined }

function contactAct(event: ThreadEvent, kind: string, act: Act): MessageEffect | undefined {
  const thread = threadOf(event)
  if (!thread || event.fromAccount) return undefined
  return {
    type: 'message',
    ...thread,
    direction: 'inbound',
    author: 'contact',
    kind,
    reply_to: null,
    attachments: [],
    ...act,
    mid: act.mid ?? `${kind}:${thread.contact}:${event.time}`,
  }
}
