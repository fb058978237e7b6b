import type { createTestSimulator } from './create-test-simulator.ts'
import { demoAccount } from '../world/demo-accounts.ts'

type Test = Awaited<ReturnType<typeof createTestSimulator>>

export const harbour = demoAccount('harbour')
export const northlight = demoAccount('northlight')

/** Short ways to call the APIs as the demo accounts. */
export function apiOf({ get, simulator }: Test) {
  const withToken = (path: string, token: string) =>
    `${path}${path.includes('?') ? '&' : '?'}access_token=${token}`
  const ig = (path: string) => `/graph.instagram.com/v25.0${withToken(path, harbour.token)}`
  const fb = (path: string) => `/graph.facebook.com/v25.0${withToken(path, northlight.token)}`
  return {
    ig: (path: string, init?: RequestInit) => get(ig(path), init),
    fb: (path: string, init?: RequestInit) => get(fb(path), init),
    /** Posts a form. */
    form: (path: string, fields: Record<string, string>) =>
      get(path, { method: 'POST', body: new URLSearchParams(fields) }),
    /** An answer that is no JSON, such as a page or a redirect. */
    raw: (path: string, init?: RequestInit) =>
      simulator.handle(new Request(`http://127.0.0.1:57000${path}`, init)),
  }
}

/** Code and subcode of an answer's error, with its HTTP status. */
// deno-lint-ignore no-explicit-any -- answers of many shapes
export function errorOf({ status, body }: { status: number; body: any }) {
  return [status, body.error?.code, body.error?.error_subcode ?? null]
}
