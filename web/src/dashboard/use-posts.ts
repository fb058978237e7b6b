import { loadPosts } from '../data/load-posts.ts'
import { queryKeys } from '../live/query-keys.ts'
import { useFollowingQuery } from '../live/use-following-query.ts'
import { useWorkspace } from '../workspace/workspace-context.ts'
import { applyToPosts, MOST_POSTS, type PostsState } from './posts-state.ts'

/** An account's newest posts and their metrics, live. */
export function usePosts(accountId: string) {
  const { id: workspaceId } = useWorkspace()
  return useFollowingQuery<PostsState>({
    queryKey: queryKeys.posts(workspaceId, accountId),
    load: async () => {
      const { media, metrics } = await loadPosts(accountId, MOST_POSTS)
      const ofMedia = Map.groupBy(metrics, ({ media_id }) => media_id)
      return {
        posts: media.map((row) => ({
          ...row,
          metrics: Object.fromEntries(
            (ofMedia.get(row.id) ?? []).map((metric) => [metric.metric, metric]),
          ),
        })),
      }
    },
    apply: (state, event) =>
      event.kind === 'metrics' && event.update.account_id === accountId
        ? applyToPosts(state, event.update)
        : state,
  })
}
