const KEY = 'sandpiper.last-workspace'

/** The workspace that this browser showed last. */
export function lastWorkspaceId(): string | null {
  return localStorage.getItem(KEY)
}

/** Remembers the workspace for the next visit without an address. */
export function rememberWorkspace(id: string): void {
  localStorage.setItem(KEY, id)
}
