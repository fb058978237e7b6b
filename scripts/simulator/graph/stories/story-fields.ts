import { cdnUrl } from '../cdn-url.ts'
import { graphTime } from '../graph-time.ts'
import { readStoryInsights } from '../insights/read-media-insights.ts'
import type { FieldReaders } from '../select-fields.ts'
import { shortcode } from '../shortcode.ts'
import type { Story } from './stories-of.ts'

/** Fields of a story: a media object of product type STORY. */
export const storyFields: FieldReaders<Story> = {
  id: (story) => story.id,
  media_type: (story) => story.kind === 'video' ? 'VIDEO' : 'IMAGE',
  media_product_type: () => 'STORY',
  media_url: (story, call) => cdnUrl(call, story.id, story.kind === 'video' ? 'mp4' : 'jpg'),
  thumbnail_url: (story, call) =>
    story.kind === 'video' ? cdnUrl(call, story.id, 'jpg') : undefined,
  permalink: (story, call) => `https://www.instagram.com/stories/${call.demo.username}/${story.id}`,
  shortcode: (story) => shortcode(story.id),
  timestamp: (story) => graphTime(story.postedAt),
  username: (_, call) => call.demo.username,
  owner: (_, call) => ({ id: call.demo.igUserId }),
  caption: () => undefined,
  like_count: (story) => Math.floor(story.viewers / 30),
  comments_count: () => 0,
  insights: (story, call, { modifiers }) => readStoryInsights(story, modifiers, call),
}
