/// <reference path="../env.d.ts" />
import { createClient } from '@supabase/supabase-js'

/** No answer within this time counts as none, so that a pane shows its error and not a skeleton. */
const REQUEST_TIMEOUT_MS = 20_000

const url = import.meta.env.VITE_SUPABASE_URL
const key = import.meta.env.VITE_SUPABASE_PUBLISHABLE_KEY
if (!url || !key) {
  throw new Error(
    'VITE_SUPABASE_URL or VITE_SUPABASE_PUBLISHABLE_KEY is not set. `npm start` sets both; for a ' +
      'build, put them in the environment.',
  )
}

/** The browser's one connection to the project. Its session lives in localStorage. */
export const supabase = createClient(url, key, {
  global: {
    fetch: (input, init) => {
      const timeout = AbortSignal.timeout(REQUEST_TIMEOUT_MS)
      const signal = init?.signal ? AbortSignal.any([init.signal, timeout]) : timeout
      return fetch(input, { ...init, signal })
    },
  },
})
