import { startRenewable } from './start-renewable.ts'

type Part = { stop(): unknown }

/** The parts of a stack that were started so far, to be stopped together. */
export type Parts = {
  /** Remembers a part under the name that a message would use. Returns the part. */
  add<T extends Part>(what: string, part: T): T
  /** Starts a part that can be thrown away and started anew, and remembers it. */
  addRenewable<T extends Part>(
    what: string,
    start: () => T | Promise<T>,
  ): ReturnType<typeof startRenewable<T>>
  /** Starts every renewable part anew, each on its own. */
  renewAll(): void
  /** Stops all parts, the newest first. One that fails does not keep the others from stopping. */
  stop(): Promise<void>
}

/** @param log Told which part could not be stopped or started anew, and why. */
export function createParts(log: (line: string) => void): Parts {
  const started: { what: string; stop: () => unknown }[] = []
  const renewals: { what: string; renew: () => Promise<void> }[] = []
  const parts: Parts = {
    add(what, part) {
      started.push({ what, stop: () => part.stop() })
      return part
    },
    async addRenewable(what, start) {
      const part = parts.add(what, await startRenewable(start))
      renewals.push({ what, renew: part.renew })
      return part
    },
    renewAll() {
      for (const { what, renew } of renewals) {
        renew().catch((error) => log(`Could not start ${what} anew: ${messageOf(error)}`))
      }
    },
    async stop() {
      for (const { what, stop } of started.splice(0).reverse()) {
        try {
          await stop()
        } catch (error) {
          log(`Could not stop ${what}: ${messageOf(error)}`)
        }
      }
    },
  }
  return parts
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
