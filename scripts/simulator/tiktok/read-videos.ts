import { coverUrl } from './cover-url.ts'
import { pickFields, type TiktokCall } from './tiktok-call.ts'
import { TiktokError } from './tiktok-answer.ts'
import { type TiktokVideo, videosOf } from './videos-of.ts'

const DEFAULT_COUNT = 10
const MOST = 20

/**
 * `POST /v2/video/list/`: newest first. `cursor` is a time in milliseconds; the answer's is to be
 * handed back as it is.
 */
export function listVideos(call: TiktokCall) {
  const { simulation, grant, body } = call
  const count = body.max_count ?? DEFAULT_COUNT
  if (typeof count !== 'number' || !Number.isInteger(count) || count < 1 || count > MOST) {
    throw new TiktokError('invalid_params', 'max_count must be from 1 to 20', 400)
  }
  const cursor = body.cursor ?? Infinity
  if (typeof cursor !== 'number') {
    throw new TiktokError('invalid_params', 'cursor must be a number', 400)
  }
  const account = simulation.world.account(grant.account)
  const rest = videosOf(account, simulation.now())
    // 0 means from the newest on, as no cursor does.
    .filter(({ postedAt }) => cursor === 0 || postedAt < cursor)
  const videos = rest.slice(0, count)
  return {
    videos: videos.map((video) => describe(video, call)),
    cursor: videos.at(-1)?.postedAt ?? 0,
    has_more: rest.length > videos.length,
  }
}

/** `POST /v2/video/query/`: by id; those of other people are silently missing. */
export function queryVideos(call: TiktokCall) {
  const { simulation, grant, body } = call
  const ids = (body.filters as { video_ids?: unknown } | undefined)?.video_ids
  if (!Array.isArray(ids) || ids.length === 0 || ids.length > MOST) {
    throw new TiktokError('invalid_params', 'filters.video_ids must hold 1 to 20 ids', 400)
  }
  const videos = videosOf(simulation.world.account(grant.account), simulation.now())
    .filter(({ id }) => ids.includes(id))
  return { videos: videos.map((video) => describe(video, call)) }
}

/** Fields of a video: no saves, no reach, no watch time. */
function describe(video: TiktokVideo, { simulation, grant, fields, origin }: TiktokCall) {
  const name = simulation.world.profile(grant.account).username.replaceAll('.', '_')
  const shareUrl = `https://www.tiktok.com/@${name}/video/${video.id}`
  const embedLink = `https://www.tiktok.com/player/v1/${video.id}`
  return pickFields({
    id: () => video.id,
    create_time: () => Math.floor(video.postedAt / 1_000),
    cover_image_url: () => coverUrl(simulation, origin, video.id),
    share_url: () => shareUrl,
    video_description: () => video.caption,
    title: () => video.caption.slice(0, 150),
    duration: () => video.durationSeconds,
    height: () => 1_920,
    width: () => 1_080,
    embed_html: () => `<blockquote class="tiktok-embed" cite="${shareUrl}"></blockquote>`,
    embed_link: () => embedLink,
    like_count: () => video.likes,
    comment_count: () => video.comments,
    share_count: () => video.shares,
    view_count: () => video.views,
  }, fields)
}
