import type { GraphCall } from '../graph/graph-call.ts'
import { GraphError } from '../graph/graph-error.ts'
import type { MessagingSettings } from './messaging-settings.ts'

type Known = { code: number; subcode?: number; message: string; status?: number }

/**
 * The messaging errors by the name the simulator gives them (Messenger error codes of 2026-06-25;
 * captures of April and September 2026). The words are in English here; Meta localises them.
 */
const KNOWN = {
  outside_window: {
    code: 10,
    subcode: 2_534_022,
    message: 'This message is sent outside of allowed window.',
    status: 403,
  },
  no_such_person: { code: 100, subcode: 2_534_014, message: 'No matching Instagram user' },
  invalid_message: { code: 100, subcode: 2_534_015, message: 'Invalid message data' },
  comment_invalid: {
    code: 100,
    subcode: 2_534_025,
    message: 'The comment is invalid for a private reply',
  },
  multi_image: { code: 100, subcode: 2_534_068, message: 'Several images are not supported' },
  image_format: { code: 100, subcode: 2_534_080, message: 'The image format is not supported' },
  fetch_failed: { code: 100, subcode: 2_018_008, message: 'Failed to fetch the file from the url' },
  type_mismatch: { code: 100, subcode: 2_018_047, message: 'Upload attachment failure.' },
  no_such_attachment: {
    code: 100,
    subcode: 2_018_074,
    message: 'Invalid ID or you do not own the attachment',
  },
  too_big: { code: 100, subcode: 2_018_109, message: 'Attachment size exceeds allowable limit' },
  wrong_node: {
    code: 3,
    message: 'Application does not have the capability to make this API call.',
  },
  no_human_agent: {
    code: 10,
    message: 'Application does not have permission for the tag HUMAN_AGENT',
    status: 403,
  },
  not_readable: { code: 9_000_001, message: 'The requested message was deleted' },
  no_consent: {
    code: 230,
    message: 'User consent is required to access user profile',
    status: 403,
  },
  gone: { code: 9_010, message: 'No matching Instagram user' },
  thread_deleted: { code: 100, subcode: 2_534_001, message: 'The thread is archived or deleted' },
  blocked: {
    code: 551,
    subcode: 1_545_041,
    message: 'This person is not available at the moment.',
  },
  unavailable: { code: 551, message: 'This person is not available at the moment.' },
  cannot_receive: {
    code: 10,
    subcode: 2_018_108,
    message: 'This person cannot receive messages from you at the moment',
    status: 403,
  },
  access_off: {
    code: 200,
    subcode: 2_534_041,
    message: 'The account owner has disabled access to instagram direct messages.',
    status: 403,
  },
  restricted: {
    code: 10,
    subcode: 1_893_063,
    message: 'The account is temporarily restricted from sending messages',
    status: 403,
  },
  unverified_link: {
    code: 10,
    subcode: 2_534_077,
    message: 'The link between the account and its Page could not be verified',
    status: 403,
  },
  page_unlinked: {
    code: 100,
    subcode: 2_534_013,
    message: 'The Page is not linked to an Instagram account',
  },
  barred: {
    code: 100,
    subcode: 2_534_029,
    message: 'The business may not use the Instagram messaging API',
  },
  other_app: { code: 2_018_300, message: 'Another app controls this thread' },
  not_owner: { code: 100, subcode: 2_534_037, message: 'The app does not own this thread' },
  not_live: {
    code: 200,
    message: 'Only people with a role on the app can be messaged',
    status: 403,
  },
} satisfies Record<
  | MessagingSettings['accounts'][string]
  | MessagingSettings['customers'][string]
  | (string & Record<never, never>),
  Known
>

export type MessagingFault = keyof typeof KNOWN

/** The error of a name, with the type that the call's host gives to it. */
export function messagingError(fault: MessagingFault, call: GraphCall): GraphError {
  const { message, ...details }: Known = KNOWN[fault]
  const type = call.login === 'instagram' ? 'IGApiException' : 'OAuthException'
  return new GraphError(message, { type, ...details })
}

/** A parameter that Graph can't use: 100 without a subcode. */
export function parameterError(message: string): GraphError {
  return new GraphError(message, { code: 100 })
}
