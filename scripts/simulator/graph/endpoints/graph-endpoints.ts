import { deleteComment, moderateOrToggle } from '../comments/moderate-comment.ts'
import { postComment, postReply } from '../comments/post-comment.ts'
import { readComments, readReplies } from '../comments/read-comments.ts'
import { readInsights, readManyInsights } from '../insights/read-insights.ts'
import { replyToMention } from '../mentions/reply-to-mention.ts'
import { readTags } from '../mentions/read-tags.ts'
import { messagingEndpoints } from '../../messaging/endpoints/messaging-endpoints.ts'
import { readPagePosts } from '../page-posts/read-page-posts.ts'
import { readStories } from '../stories/read-stories.ts'
import type { GraphEndpoint } from './graph-endpoint.ts'
import { readAccounts } from './read-accounts.ts'
import { readChildren } from './read-children.ts'
import { readMany } from './read-many.ts'
import { readMediaList } from './read-media-list.ts'
import { readOne } from './read-one.ts'
import { subscribeApp, subscribedApps, unsubscribeApp } from './subscribed-apps.ts'

/** Every operation of the Graph API that an account's token may call; the first that fits wins. */
export const graphEndpoints: readonly GraphEndpoint[] = [
  readMany,
  readManyInsights,
  readOne,
  moderateOrToggle,
  deleteComment,
  readMediaList,
  readChildren,
  readComments,
  postComment,
  readReplies,
  postReply,
  readStories,
  readTags,
  replyToMention,
  readInsights,
  readAccounts,
  subscribedApps,
  subscribeApp,
  unsubscribeApp,
  ...readPagePosts,
  ...messagingEndpoints,
]
