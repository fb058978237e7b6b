import { z } from 'zod'
import { commentArrives } from '../autoplay/comment-arrives.ts'
import type { Simulation } from '../simulation.ts'
import type { WorldMedia } from '../state/simulator-state.ts'
import { feedValue, mentionValue, storyInsightsValue } from '../webhooks/payloads/change-values.ts'
import { changeEntry, pageEntry } from '../webhooks/payloads/envelope.ts'
import { bodyFields } from './body-fields.ts'
import { controlPost } from './control-endpoint.ts'
import { ControlError } from './control-error.ts'
import { definedOf } from './defined-of.ts'
import { findAccount } from './find-account.ts'

const id = z.string().regex(/^\d{1,30}$/, 'give an id of digits.')
const person = z.strictObject({ id: id.nullable(), username: z.string().min(1).max(100) })

/** `POST /control/comment`: somebody comments on a post; `text: null` is a GIF. */
export const postComment = controlPost({
  path: '/control/comment',
  body: z.strictObject({
    account: bodyFields.account,
    mediaId: id.optional(),
    text: bodyFields.text.nullable().optional(),
    /** A made-up person when left out; `id: null` is the account itself. */
    author: person.optional(),
    parentId: id.optional(),
    timestamp: bodyFields.timestamp.optional(),
    live: z.boolean().default(false),
    ad: z.strictObject({ id, title: z.string() }).optional(),
  }),
  run({ account, mediaId, timestamp, live, ...comment }, simulation) {
    const { profile } = findAccount(account, simulation)
    const media = findMedia(account, mediaId, simulation)
    const { commentId, deliveryIds } = commentArrives(simulation, {
      ...definedOf(comment),
      profile,
      media,
      field: live ? 'live_comments' : 'comments',
      createdAt: timestamp ?? simulation.now(),
    })
    simulation.changed()
    return { commentId, mediaId: media.id, deliveryIds }
  },
})

/** `POST /control/mention`: somebody mentions the account in a caption, or in a comment. */
export const postMention = controlPost({
  path: '/control/mention',
  body: z.strictObject({
    account: bodyFields.account,
    mediaId: id.default('17900000000000001'),
    commentId: id.optional(),
  }),
  run({ account, mediaId, commentId }, simulation) {
    const { profile } = findAccount(account, simulation)
    // With Instagram Login there is no such field: a mention in a comment comes as a comment.
    if (profile.login === 'instagram') {
      const message = 'account is of Instagram Login, which has no mentions field. ' +
        'Give an account of Facebook Login, or use /control/comment.'
      throw new ControlError(400, 'no_such_field', message)
    }
    const entry = changeEntry(
      profile,
      'mentions',
      mentionValue(mediaId, commentId),
      simulation.now(),
    )
    return emit(simulation, { profile, field: 'mentions', summary: '(mention)', entry })
  },
})

/** `POST /control/story-insights`: a story's last numbers, as sent when it expires. */
export const postStoryInsights = controlPost({
  path: '/control/story-insights',
  body: z.strictObject({
    account: bodyFields.account,
    mediaId: id.default('17900000000000002'),
    impressions: z.int().min(0).default(444),
    reach: z.int().min(0).default(44),
    replies: z.int().min(0).default(0),
    exits: z.int().min(0).default(3),
  }),
  run({ account, mediaId, ...numbers }, simulation) {
    const { profile } = findAccount(account, simulation)
    const value = storyInsightsValue(mediaId, numbers, {
      impressions: simulation.webhookSettings.storyImpressions,
    })
    const entry = changeEntry(profile, 'story_insights', value, simulation.now())
    return emit(simulation, { profile, field: 'story_insights', summary: '(story)', entry })
  },
})

/** `POST /control/page-feed`: something happens on the linked Facebook Page. */
export const postPageFeed = controlPost({
  path: '/control/page-feed',
  body: z.strictObject({
    account: bodyFields.account,
    item: z.enum(['comment', 'reaction', 'post', 'status', 'photo', 'video', 'share'])
      .default('comment'),
    verb: z.enum(['add', 'edited', 'remove', 'hide', 'unhide']).default('add'),
    postId: id.default('1220000000000001'),
    commentId: id.default('1330000000000001'),
    message: bodyFields.text.default('Lovely!'),
    reaction: z.enum(['like', 'love', 'wow', 'haha', 'sorry', 'anger', 'care']).default('love'),
  }),
  run({ account, ...parts }, simulation) {
    const { profile } = findAccount(account, simulation)
    if (profile.pageId === null) {
      const message = `account is "${account}": it has no Page. Give one of Facebook Login.`
      throw new ControlError(400, 'no_page', message)
    }
    const from = { id: '7400000000000001', name: 'Robin Park' }
    const createdAt = simulation.now()
    const value = feedValue(profile, { ...parts, from, createdAt })
    const entry = pageEntry(profile, value, createdAt)
    return emit(simulation, {
      profile,
      field: 'feed',
      summary: `(page ${parts.item})`,
      entry,
      object: 'page',
    })
  },
})

type Emitted = Omit<Parameters<Simulation['webhooks']['emit']>[0], 'kind'>

function emit(simulation: Simulation, emission: Emitted) {
  return { deliveryIds: simulation.webhooks.emit({ kind: 'event', ...emission }) }
}

/** @throws ControlError 400 for a post that the account does not have. */
export function findMedia(
  account: string,
  mediaId: string | undefined,
  { world }: Simulation,
): WorldMedia {
  const media = world.account(account).media.find(({ id }) =>
    mediaId === undefined || id === mediaId
  )
  if (media !== undefined) return media
  const message = `mediaId is ${JSON.stringify(mediaId)}: ${account} has no such post. ` +
    'GET /control/state lists them; leave it out for the newest.'
  throw new ControlError(400, 'unknown_media', message)
}
