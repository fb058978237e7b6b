import { createRealtime, type Realtime } from './create-realtime.ts'

/** A Realtime server that can be taken away and is back at once. */
export type KeptRealtime = Realtime & {
  /** Ends the server with all of its connections and starts another; clients come back by themselves. */
  restart(): Promise<void>
}

/**
 * Starts Realtime so that it can be restarted.
 *
 * It runs in the stack's own process, since a process of its own would put a second hop into every
 * message and protect little: what a handler throws is caught, and whatever ends this process ends
 * the stack. So for Realtime to be killed means that the server is thrown away, with its
 * connections, presences, rights and its replication slot.
 */
export async function keepRealtime(
  options: Parameters<typeof createRealtime>[0],
): Promise<KeptRealtime> {
  let current = await createRealtime(options)
  let changing: Promise<void> = Promise.resolve()

  async function replace(): Promise<void> {
    await current.stop()
    current = await createRealtime(options)
  }

  return {
    handle: async (request) => {
      await changing
      return await current.handle(request)
    },
    isFollowing: () => current.isFollowing(),
    restart: () => changing = changing.then(replace),
    async stop() {
      await changing
      await current.stop()
    },
  }
}
