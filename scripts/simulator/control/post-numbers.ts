import { z } from 'zod'
import { changeNumbers } from '../world/change-numbers.ts'
import { bodyFields } from './body-fields.ts'
import { controlPost } from './control-endpoint.ts'
import { ControlError } from './control-error.ts'
import { findAccount } from './find-account.ts'

/** `POST /control/numbers`: changes followers, or a post's likes and comments, by a difference. */
export const postNumbers = controlPost({
  path: '/control/numbers',
  body: z.strictObject({
    account: bodyFields.account,
    followers: bodyFields.delta.default(0),
    mediaId: z.string({ error: 'give a media id as text.' }).optional(),
    likes: bodyFields.delta.default(0),
    comments: bodyFields.delta.default(0),
  }),
  run({ account: key, mediaId, ...change }, simulation) {
    const { account } = findAccount(key, simulation)
    const media = account.media.find(({ id }) => mediaId === undefined || id === mediaId)
    if (media === undefined) {
      const message = `mediaId is ${JSON.stringify(mediaId)}: ${key} has no such post. ` +
        'GET /control/state lists them; leave it out for the newest.'
      throw new ControlError(400, 'unknown_media', message)
    }
    const tooLow = changeNumbers(account, media, change)
    if (tooLow !== undefined) {
      const message = `${tooLow} is ${change[tooLow]}: the number would fall below zero. ` +
        'Give a smaller difference.'
      throw new ControlError(400, 'below_zero', message)
    }
    simulation.changed()
    const { id, likes, comments } = media
    return { account: key, followers: account.followers, media: { id, likes, comments } }
  },
})
