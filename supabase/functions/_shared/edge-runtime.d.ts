/** The global that Supabase's runtime adds to Deno (supabase/edge-runtime, types/global.d.ts). */
declare const EdgeRuntime: {
  /** Keeps the worker alive until the promise has settled. */
  waitUntil<T>(promise: Promise<T>): Promise<T>
}
