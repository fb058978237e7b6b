/** Names of the cached rows. All begin with the workspace, so that one call reaches all of it. */
export const queryKeys = {
  accounts: (workspaceId: string) => [workspaceId, 'accounts'] as const,
  inbox: (workspaceId: string) => [workspaceId, 'inbox'] as const,
  conversation: (workspaceId: string, id: string) => [workspaceId, 'conversation', id] as const,
  thread: (workspaceId: string, conversationId: string) =>
    [workspaceId, 'thread', conversationId] as const,
  /** How much of the conversation is here, and which app answers it. */
  conversationFacts: (workspaceId: string, id: string) => [workspaceId, 'facts', id] as const,
  accountHistories: (workspaceId: string) => [workspaceId, 'account-histories'] as const,
  metrics: (workspaceId: string, accountId: string) => [workspaceId, 'metrics', accountId] as const,
  posts: (workspaceId: string, accountId: string) => [workspaceId, 'posts', accountId] as const,
}
