import { z } from 'zod'
import { publishMedia } from '../world/publish-media.ts'
import { bodyFields } from './body-fields.ts'
import { controlPost } from './control-endpoint.ts'
import { findAccount } from './find-account.ts'

/** `POST /control/media`: the account publishes its next post now. */
export const postMedia = controlPost({
  path: '/control/media',
  body: z.strictObject({ account: bodyFields.account }),
  run({ account }, simulation) {
    const { profile, account: found } = findAccount(account, simulation)
    const media = publishMedia(profile, found, simulation.now())
    simulation.changed()
    return { account, mediaId: media.id, caption: media.caption }
  },
})
