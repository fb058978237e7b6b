import type { SupabaseClient } from '@supabase/supabase-js'

/** After the server closed the channel, which realtime-js takes as final. */
const REOPEN_AFTER_MS = 2_000

export type LiveConnection = { close(): void }

/** Leaving a channel takes a round trip; joining its topic before that gives the dying one. */
let leaving: Promise<unknown> = Promise.resolve()

/**
 * Joins a workspace's private channel and stays joined: lost sockets and failed joins are retried
 * by realtime-js, a closed channel and a network that came back by this.
 *
 * @param options.onEvent Gets every broadcast as it came.
 * @param options.onSubscribed The channel delivers from now on; earlier events may be missing.
 * @param options.onLost The channel may not deliver any more.
 */
export function connectLive(options: {
  supabase: SupabaseClient
  workspaceId: string
  onEvent: (event: string, payload: unknown) => void
  onSubscribed: () => void
  onLost: () => void
}): LiveConnection {
  const { supabase } = options
  let closed = false
  let leave = () => {}
  let reopenTimer: ReturnType<typeof setTimeout> | undefined

  const reopen = (afterMs: number) => {
    clearTimeout(reopenTimer)
    if (closed) return
    reopenTimer = setTimeout(() => {
      leave()
      open()
    }, afterMs)
  }

  const open = async () => {
    let current = true
    leave = () => current = false
    await leaving.catch(() => {})
    await supabase.realtime.setAuth().catch(() => {})
    if (!current) return

    const channel = supabase.channel(`workspace:${options.workspaceId}`, {
      config: { private: true },
    })
    leave = () => {
      current = false
      leaving = supabase.removeChannel(channel)
    }
    channel.on('broadcast', { event: '*' }, ({ event, payload }) => {
      if (current) options.onEvent(event, payload)
    })
    channel.subscribe((status) => {
      if (!current) return
      if (status === 'SUBSCRIBED') return options.onSubscribed()
      options.onLost()
      if (status === 'CLOSED') reopen(REOPEN_AFTER_MS)
    })
  }

  const wentOffline = () => options.onLost()
  // The old socket may look alive for up to a minute after the network changed.
  const cameOnline = () => reopen(0)
  addEventListener('offline', wentOffline)
  addEventListener('online', cameOnline)
  open()

  return {
    close() {
      closed = true
      clearTimeout(reopenTimer)
      removeEventListener('offline', wentOffline)
      removeEventListener('online', cameOnline)
      leave()
    },
  }
}
