/**
 * Loaded before a program that would outlive a killed stack: ends it at the end of its standard
 * input, a pipe that the stack holds open.
 */
const START_AFTER_MS = 10

async function endWithInput(): Promise<void> {
  for await (const _ of Deno.stdin.readable) {
    // Nobody writes there.
  }
  Deno.exit(0)
}

// A preloaded module must have nothing left to wait for before the program starts.
Deno.unrefTimer(setTimeout(endWithInput, START_AFTER_MS))

export {}
