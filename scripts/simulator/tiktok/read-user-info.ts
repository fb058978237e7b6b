import { coverUrl } from './cover-url.ts'
import { openIdOf } from './open-id.ts'
import { pickFields, type TiktokCall } from './tiktok-call.ts'
import { TiktokError } from './tiktok-answer.ts'
import { videosOf } from './videos-of.ts'

const PROFILE_FIELDS = ['bio_description', 'profile_deep_link', 'is_verified', 'username']
const STATS_FIELDS = ['follower_count', 'following_count', 'likes_count', 'video_count']

/** TikTok follows Instagram here, a little larger. */
const FOLLOWERS_SHARE = 1.4

/** `GET /v2/user/info/`: some fields need a permission of their own. */
export function readUserInfo({ simulation, grant, fields, origin }: TiktokCall) {
  for (
    const [scope, names] of [
      ['user.info.profile', PROFILE_FIELDS],
      ['user.info.stats', STATS_FIELDS],
    ] as const
  ) {
    if (!grant.scopes.includes(scope) && fields.some((name) => names.includes(name))) {
      const message = `The user did not authorize the scope required: ${scope}`
      const status = simulation.behaviour.tiktokPermissionStatus
      throw new TiktokError('scope_not_authorized', message, status)
    }
  }
  const profile = simulation.world.profile(grant.account)
  const account = simulation.world.account(grant.account)
  const videos = videosOf(account, simulation.now())
  const avatar = () => coverUrl(simulation, origin, `avatar-${profile.igUserId}`)
  const user = pickFields({
    open_id: () => openIdOf(profile),
    union_id: () => openIdOf(profile, 'union'),
    avatar_url: avatar,
    avatar_url_100: avatar,
    avatar_large_url: avatar,
    display_name: () => profile.name,
    bio_description: () => profile.biography,
    profile_deep_link: () => `https://vm.tiktok.com/${profile.username}/`,
    is_verified: () => profile.temper === 'viral',
    username: () => profile.username.replaceAll('.', '_'),
    follower_count: () => Math.floor(account.followers * FOLLOWERS_SHARE),
    following_count: () => account.follows,
    likes_count: () => videos.reduce((sum, video) => sum + video.likes, 0),
    video_count: () => videos.length,
  }, fields)
  return { user }
}
