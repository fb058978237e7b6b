/** A part that can be thrown away and started anew while the stack runs. */
export type Renewable<T> = { current(): T; renew(): Promise<void>; stop(): Promise<void> }

type Part = { stop(): unknown }

/** Starts a part so that it can be renewed; a renewal that is asked for meanwhile follows after it. */
export async function startRenewable<T extends Part>(
  start: () => T | Promise<T>,
): Promise<Renewable<T>> {
  let current = await start()
  let changing: Promise<void> = Promise.resolve()
  let stopped = false

  async function replace(): Promise<void> {
    if (stopped) return
    await current.stop()
    current = await start()
  }

  return {
    current: () => current,
    renew: () => changing = changing.catch(() => {}).then(replace),
    async stop() {
      stopped = true
      await changing.catch(() => {})
      await current.stop()
    },
  }
}
