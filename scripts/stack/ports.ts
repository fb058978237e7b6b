/**
 * Every port of one stack, each a fixed step above PORT_BASE. With the default base the API and
 * the database are where `supabase start` puts them (54321 and 54322).
 */
export type Ports = {
  api: number
  database: number
  web: number
  simulator: number
  /** First of the ports on which the Edge Functions' processes listen, one each. */
  functions: number
}

const DEFAULT_PORT_BASE = 54320
/** Ports in use lie in base+1 .. base+PORT_SPAN; bases of stacks side by side differ by at least this. */
export const PORT_SPAN = 100
const HIGHEST_PORT = 65_535

/**
 * Reads PORT_BASE.
 *
 * @param value The environment variable's text, undefined when it is not set.
 * @throws Error that names the value, when it is not a whole number that leaves room for the span.
 */
export function portsFromBase(value: string | undefined): Ports {
  const base = value === undefined || value === '' ? DEFAULT_PORT_BASE : Number(value)
  if (!Number.isInteger(base) || base < 1024 || base + PORT_SPAN > HIGHEST_PORT) {
    throw new Error(
      `PORT_BASE is "${value}". Set it to a whole number from 1024 to ${
        HIGHEST_PORT - PORT_SPAN
      }, ` +
        `for example PORT_BASE=55320.`,
    )
  }
  return {
    api: base + 1,
    database: base + 2,
    web: base + 10,
    simulator: base + 11,
    functions: base + 20,
  }
}

/** The last port of the functions' range, and of the stack's. */
export function lastPort(ports: Ports): number {
  return ports.api - 1 + PORT_SPAN
}

/**
 * Fails early, before anything is started, when a port is taken.
 *
 * @param wanted The ports by what uses them, for the message.
 * @throws Error that names the port, what it is for, and PORT_BASE.
 */
export function assertPortsFree(wanted: Record<string, number>): void {
  for (const [use, port] of Object.entries(wanted)) {
    try {
      Deno.listen({ hostname: '127.0.0.1', port }).close()
    } catch (error) {
      if (!(error instanceof Deno.errors.AddrInUse)) throw error
      throw new Error(
        `Port ${port} (${use}) is taken by another program. Stop that program, or move all ` +
          `ports of this stack together with PORT_BASE, for example: PORT_BASE=55320 npm start`,
      )
    }
  }
}
