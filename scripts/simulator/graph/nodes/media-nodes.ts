import type { WorldMedia } from '../../state/simulator-state.ts'
import type { GraphCall } from '../graph-call.ts'
import { childFields, mediaFields } from '../media-fields.ts'
import { selectFields } from '../select-fields.ts'
import { storyFields } from '../stories/story-fields.ts'
import { liveStories, type Story } from '../stories/stories-of.ts'
import type { NodeReader } from './node-reader.ts'

export const readMedia: NodeReader = (id, fields, call) => {
  const media = findMedia(id, call)
  return media === undefined ? undefined : selectFields(media, mediaFields(call), fields, call)
}

export const readChild: NodeReader = (id, fields, call) => {
  const parent = findParent(id, call)
  return parent === undefined ? undefined : selectFields({ id, parent }, childFields, fields, call)
}

export const readStory: NodeReader = (id, fields, call) => {
  const story = findStory(id, call)
  return story === undefined ? undefined : selectFields(story, storyFields, fields, call)
}

/** The account's own post of an id. */
export function findMedia(id: string, call: GraphCall): WorldMedia | undefined {
  return call.account.media.find((media) => media.id === id)
}

/** The carousel in which a picture of an id stands. */
export function findParent(id: string, call: GraphCall): WorldMedia | undefined {
  return call.account.media.find((media) => media.childIds.includes(id))
}

/** The account's story of an id, while it is there. */
export function findStory(id: string, call: GraphCall): Story | undefined {
  const { simulation: { now }, demo, account } = call
  return liveStories(demo, account, now()).find((story) => story.id === id)
}
