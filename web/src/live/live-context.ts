import { createContext, useContext } from 'react'
import type { EventLog } from './create-event-log.ts'

export type Live = {
  log: EventLog
  /** Whether the channel delivers now. */
  following: boolean
  /** Whether it has not delivered for so long that people should know. */
  lost: boolean
}

export const LiveContext = createContext<Live | undefined>(undefined)

/** The live connection of the workspace on screen. */
export function useLive(): Live {
  const live = useContext(LiveContext)
  if (!live) throw new Error('useLive needs a LiveProvider around it.')
  return live
}
