import { createContext, useContext } from 'react'
import type { WorkspaceRow } from '../data/rows.ts'

export type CurrentWorkspace = WorkspaceRow & { userId: string }

export const WorkspaceContext = createContext<CurrentWorkspace | undefined>(undefined)

/** The workspace on screen and the member who looks at it. */
export function useWorkspace(): CurrentWorkspace {
  const workspace = useContext(WorkspaceContext)
  if (!workspace) throw new Error('useWorkspace needs a workspace around it.')
  return workspace
}
