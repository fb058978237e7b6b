import type { WorldMedia } from '../state/simulator-state.ts'
import type { DemoPost } from './demo-posts.ts'
import { renderCaption } from './render-caption.ts'

const CHILDREN_OF_A_CAROUSEL = 3

/**
 * Makes a post without likes.
 *
 * @param id 17 digits, as Instagram's media ids have.
 */
export function createMedia(post: DemoPost, id: string, postedAtMs: number): WorldMedia {
  const children = post.kind === 'carousel' ? CHILDREN_OF_A_CAROUSEL : 0
  return {
    id,
    kind: post.kind,
    caption: renderCaption(post.caption, postedAtMs),
    postedAt: postedAtMs,
    likes: 0,
    comments: 0,
    heat: 0,
    steppedAt: postedAtMs,
    appeal: post.appeal,
    hidesLikes: post.hidesLikes ?? false,
    childIds: Array.from({ length: children }, (_, index) => `179${id.slice(-12)}0${index + 1}`),
  }
}
