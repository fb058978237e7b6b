import type { GraphEndpoint } from '../endpoints/graph-endpoint.ts'
import type { GraphCall } from '../graph-call.ts'
import { GraphError } from '../graph-error.ts'
import { missingObjectError } from '../known-graph-errors.ts'
import { callAbout } from '../nodes/account-of.ts'
import { isAccountId, isPageId } from '../nodes/account-nodes.ts'
import { findMedia, findParent, findStory } from '../nodes/media-nodes.ts'
import { findPagePost } from '../page-posts/page-posts-of.ts'
import { readPageInsights, readPostInsights } from '../page-posts/read-page-insights.ts'
import { idsOf } from '../ids-of.ts'
import { readAccountInsights } from './read-account-insights.ts'
import { readMediaInsights, readStoryInsights, refuseChildInsights } from './read-media-insights.ts'

/** `GET /{id}/insights`: of an account, a post, a story, a Page or a Page's post. */
export const readInsights: GraphEndpoint = {
  method: 'GET',
  path: '/:id/insights',
  cost: () => 1,
  useCase: (call) => isOfPage(call.params.id ?? '', call) ? 'pages' : 'instagram',
  answer: (call) => insightsOf(call.params.id ?? '', call),
}

/** `GET /insights?ids=a,b`: of several in one call; one that fails fails all of them. */
export const readManyInsights: GraphEndpoint = {
  method: 'GET',
  path: '/insights',
  cost: (call) => idsOf(call).length,
  answer(call) {
    const ids = idsOf(call)
    if (ids.length === 0) throw new GraphError('Unknown path components: /insights', { code: 2500 })
    return Object.fromEntries(ids.map((id) => [id, insightsOf(id, callAbout(id, call))]))
  },
}

function insightsOf(id: string, call: GraphCall): unknown {
  const params = Object.fromEntries(
    [...call.query].filter(([name]) => name !== 'access_token' && name !== 'ids'),
  )
  if (isAccountId(id, call)) return readAccountInsights(params, call)
  if (isPageId(id, call)) return readPageInsights(params, call)
  const media = findMedia(id, call)
  if (media !== undefined) return readMediaInsights(media, params, call)
  if (findParent(id, call) !== undefined) return refuseChildInsights(call)
  const story = findStory(id, call)
  if (story !== undefined) return readStoryInsights(story, params, call)
  const post = findPagePost(id, call)
  if (post !== undefined) return readPostInsights(post, params, call)
  throw missingObjectError(id, call.login === 'facebook')
}

function isOfPage(id: string, call: GraphCall): boolean {
  return isPageId(id, call) || findPagePost(id, call) !== undefined
}
