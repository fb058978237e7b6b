import { useState } from 'react'
import { PaneError } from '../ui/pane-error.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { PostRow } from './post-row.tsx'
import { MOST_POSTS } from './posts-state.ts'
import { type PostOrder, sortPosts } from './sort-posts.ts'
import { usePosts } from './use-posts.ts'

const COLUMNS = [
  { by: 'posted', label: 'Posted' },
  { by: 'likes', label: 'Likes' },
  { by: 'comments', label: 'Comments' },
] as const

/** An account's newest posts, in the order of a column that one chooses. */
export function PostsPanel({ accountId }: { accountId: string }) {
  const posts = usePosts(accountId)
  const [order, setOrder] = useState<PostOrder>({ by: 'posted', descending: true })
  if (posts.isPending) return <Skeleton shape='line' count={6} />
  if (!posts.data) return <PaneError what='The posts' onRetry={posts.refetch} />
  if (posts.data.posts.length === 0) {
    return <p className='muted posts-empty'>Posts appear here once Sandpiper has read them.</p>
  }
  const sort = (by: PostOrder['by']) =>
    setOrder((old) => ({ by, descending: old.by === by ? !old.descending : true }))
  return (
    <div className='posts-panel'>
      <table className='posts'>
        <caption>
          {posts.data.posts.length < MOST_POSTS ? 'Posts' : `The newest ${MOST_POSTS} posts`}
        </caption>
        <thead>
          <tr>
            <th scope='col'>Post</th>
            {COLUMNS.map(({ by, label }) => (
              <th
                key={by}
                scope='col'
                className={by}
                aria-sort={order.by !== by
                  ? undefined
                  : order.descending
                  ? 'descending'
                  : 'ascending'}
              >
                <button type='button' className='sort-button' onClick={() => sort(by)}>
                  {label}
                  <span aria-hidden='true' className='sort-mark'>
                    {order.by !== by ? '' : order.descending ? '↓' : '↑'}
                  </span>
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sortPosts(posts.data.posts, order).map((post) => <PostRow key={post.id} post={post} />)}
        </tbody>
      </table>
    </div>
  )
}
