import type { GraphEndpoint } from '../endpoints/graph-endpoint.ts'
import { missingObjectError } from '../known-graph-errors.ts'
import { isPageId } from '../nodes/account-nodes.ts'
import { listOptionsOf, pageList } from '../page-list.ts'
import { requestedFields } from '../requested-fields.ts'
import { selectFields } from '../select-fields.ts'
import { pagePostFields } from './page-post-fields.ts'
import { pagePostsOf } from './page-posts-of.ts'
import { defaultPostFields } from './read-page-post.ts'

/** `GET /{page-id}/published_posts`, `/posts` and `/feed`: here all the same. */
export const readPagePosts: readonly GraphEndpoint[] = ['published_posts', 'posts', 'feed']
  .map((edge) => ({
    method: 'GET',
    path: `/:id/${edge}`,
    cost: () => 1,
    useCase: 'pages',
    answer(call) {
      const id = call.params.id ?? ''
      if (!isPageId(id, call)) throw missingObjectError(id, call.login === 'facebook')
      const fields = requestedFields(call) ?? defaultPostFields
      const since = Number(call.query.get('since') ?? 0) * 1_000
      const until = Number(call.query.get('until') ?? Infinity) * 1_000
      const posts = pagePostsOf(call)
        .filter(({ createdAt }) => createdAt >= since && createdAt <= until)
      return pageList(posts, {
        call,
        path: `${call.demo.pageId}/${edge}`,
        options: listOptionsOf(call, fields),
        most: 100,
        keyOf: (post) => post.id,
        read: (post) => selectFields(post, pagePostFields, fields, call),
      })
    },
  }))
