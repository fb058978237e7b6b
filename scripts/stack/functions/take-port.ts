/**
 * Hands out free ports of a range, the lowest first.
 *
 * @param isTaken Whether the stack itself holds the port, though it may not listen there yet.
 * @throws Error when none is free.
 */
export function takePort(first: number, last: number, isTaken: (port: number) => boolean): number {
  for (let port = first; port <= last; port++) {
    if (!isTaken(port) && isFree(port)) return port
  }
  throw new Error(`No port from ${first} to ${last} is free for a function.`)
}

function isFree(port: number): boolean {
  try {
    Deno.listen({ hostname: '127.0.0.1', port }).close()
    return true
  } catch (error) {
    if (error instanceof Deno.errors.AddrInUse) return false
    throw error
  }
}
