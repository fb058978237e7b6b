import { PORT_SPAN, portsFromBase } from '../stack/ports.ts'

/** Away from the default stack, and below the range from which systems hand out ports. */
const FIRST_BASE = 20_000
const LAST_BASE = 32_000

/**
 * Finds a PORT_BASE whose ports are all free, for a stack of its own.
 *
 * @throws Error when there is none.
 */
export function findFreePortBase(): number {
  const places = (LAST_BASE - FIRST_BASE) / PORT_SPAN
  for (let place = 0; place < places; place++) {
    // Each process begins its search elsewhere, so that two at a time don't find the same ports.
    const base = FIRST_BASE + (Deno.pid + place) % places * PORT_SPAN
    if (Object.values(portsFromBase(String(base))).every(isFree)) return base
  }
  throw new Error(`No free ports from ${FIRST_BASE} to ${LAST_BASE}.`)
}

function isFree(port: number): boolean {
  try {
    Deno.listen({ hostname: '127.0.0.1', port }).close()
    return true
  } catch {
    return false
  }
}
