import type { GraphEndpoint } from '../../graph/endpoints/graph-endpoint.ts'
import { deleteProfile, readProfile, setProfile } from './messenger-profile.ts'
import { readConversations, readMessages } from './read-conversations.ts'
import { send } from './send.ts'
import { uploadAttachment } from './upload-attachment.ts'

/** Every operation of the messaging API. */
export const messagingEndpoints: readonly GraphEndpoint[] = [
  readConversations,
  readMessages,
  send,
  uploadAttachment,
  readProfile,
  setProfile,
  deleteProfile,
]
