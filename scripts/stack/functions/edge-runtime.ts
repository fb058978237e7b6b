/**
 * Loaded before each Edge Function, in its process: the global that the hosted runtime adds to
 * Deno, and the end of the process when the stack that started it is gone.
 * Facts: supabase/edge-runtime, types/global.d.ts.
 */
Object.assign(globalThis, {
  EdgeRuntime: {
    // Here the process lives on anyway, so there is nothing to do but to hand the promise back.
    waitUntil: <T>(promise: Promise<T>) => promise,
  },
})

const LOOK_EVERY_MS = 500
const stack = Deno.ppid

// Unreferenced, because a preloaded module must come to an end before the function starts.
Deno.unrefTimer(setInterval(() => {
  if (Deno.ppid !== stack) Deno.exit(0)
}, LOOK_EVERY_MS))

export {}
