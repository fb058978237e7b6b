import { findGrant } from '../oauth/grant.ts'
import type { Simulation } from '../simulation.ts'

/** Query parameters that hold what nobody may see; `after` cursors and ids stay readable. */
const SECRET_PARAMETERS = [
  'access_token',
  'input_token',
  'fb_exchange_token',
  'client_secret',
  'code',
  'appsecret_proof',
  'hub.verify_token',
]

export type CallInProgress = { request: Request; host: string; startedMs: number }

/**
 * Notes a finished call of one of the APIs, without its token: the fingerprint tells tokens apart.
 *
 * @param call.host The path's first part, which stands for the real host.
 */
export async function logCall(
  simulation: Simulation,
  { request, host, startedMs }: CallInProgress,
  response: Response,
): Promise<void> {
  const url = new URL(request.url)
  const token = tokenOf(url, request.headers)
  const account = token === undefined ? undefined : accountOfToken(simulation, token)
  const cost = costOf(url, response)
  for (const name of SECRET_PARAMETERS) {
    if (url.searchParams.has(name)) url.searchParams.set(name, '***')
  }
  simulation.calls.add({
    at: simulation.now(),
    method: request.method,
    host,
    path: (url.pathname.slice(host.length + 1) || '/') + decodeURIComponent(url.search),
    token: token === undefined ? null : await fingerprint(token),
    account: account ?? null,
    status: response.status,
    cost,
    milliseconds: Math.round(performance.now() - startedMs),
  })
}

function tokenOf(url: URL, headers: Headers): string | undefined {
  return url.searchParams.get('access_token') ??
    /^Bearer\s+(\S+)$/i.exec(headers.get('Authorization') ?? '')?.[1]
}

/** A user's token may reach several accounts, and then is none's. */
function accountOfToken(simulation: Simulation, token: string): string | undefined {
  const grant = findGrant(token, 'instagram', simulation) ??
    findGrant(token, 'facebook', simulation)
  return grant?.accounts.length === 1 ? grant.accounts[0] : undefined
}

/** `ids=` counts for each id; a call that was turned away before it was counted still is one. */
function costOf(url: URL, response: Response): number {
  const ids = url.searchParams.get('ids')
  const told = Number(response.headers.get('X-Simulator-Cost'))
  return told > 0 ? told : Math.max(1, ids === null ? 1 : new Set(ids.split(',')).size)
}

const fingerprints = new Map<string, string>()

/** The first 16 hexadecimal digits of a token's SHA-256: enough to tell tokens apart. */
export async function fingerprint(token: string): Promise<string> {
  const known = fingerprints.get(token)
  if (known !== undefined) return known
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(token))
  const made = new Uint8Array(digest).toHex().slice(0, 16)
  // A long test may use any number of tokens.
  if (fingerprints.size > 5_000) fingerprints.clear()
  fingerprints.set(token, made)
  return made
}
