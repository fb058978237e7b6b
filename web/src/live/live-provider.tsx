import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useEffect, useMemo, useState } from 'react'
import { supabase } from '../data/supabase-client.ts'
import { applyLiveEvent } from './apply-live-event.ts'
import { connectLive } from './connect-live.ts'
import { createEventLog } from './create-event-log.ts'
import { LiveContext } from './live-context.ts'
import { parseLiveEvent } from './parse-live-event.ts'
import { throttled } from './throttled.ts'

const BANNER_AFTER_MS = 3_000
const POLL_EVERY_MS = 30_000
const READ_AGAIN_EVERY_MS = 1_000

/**
 * Follows one workspace: keeps its cached rows up to date by the channel's events, reads what is
 * visible again whenever events may have been missed, and polls while there is no channel.
 */
export function LiveProvider(
  { workspaceId, userId, children }: { workspaceId: string; userId: string; children: ReactNode },
) {
  const client = useQueryClient()
  const log = useMemo(() => createEventLog(), [workspaceId])
  const [following, setFollowing] = useState(false)
  const [lost, setLost] = useState(false)

  useEffect(() => {
    // Cached rows that no pane shows are marked stale and read when one does.
    const readAgain = () => client.invalidateQueries({ queryKey: [workspaceId] })
    // A backlog comes as a row of these events; each would break off the reading before it.
    const readAgainSoon = throttled(readAgain, READ_AGAIN_EVERY_MS)
    const connection = connectLive({
      supabase,
      workspaceId,
      onEvent: (name, payload) => {
        const events = parseLiveEvent(name, payload)
        if (events === 'unreadable' || events === 'refresh') return readAgainSoon()
        for (const event of events) {
          log.append(event)
          applyLiveEvent(client, { workspaceId, userId, event })
        }
      },
      onSubscribed: () => {
        log.restart()
        setFollowing(true)
        readAgain()
      },
      onLost: () => setFollowing(false),
    })
    return () => {
      connection.close()
      setFollowing(false)
      // Nobody follows these rows any more, so the next visit has to read them.
      client.invalidateQueries({ queryKey: [workspaceId], refetchType: 'none' })
    }
  }, [client, log, workspaceId, userId])

  useEffect(() => {
    if (following) return setLost(false)
    const banner = setTimeout(() => setLost(true), BANNER_AFTER_MS)
    const poll = setInterval(
      () => client.invalidateQueries({ queryKey: [workspaceId] }),
      POLL_EVERY_MS,
    )
    return () => {
      clearTimeout(banner)
      clearInterval(poll)
    }
  }, [client, following, workspaceId])

  const live = useMemo(() => ({ log, following, lost }), [log, following, lost])
  return <LiveContext value={live}>{children}</LiveContext>
}
