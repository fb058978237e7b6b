import { consentPage, consentProblemPage } from '../oauth/consent/consent-page.ts'
import { randomText } from '../oauth/make-token.ts'
import { parseScopes } from '../oauth/scopes.ts'
import type { Simulation } from '../simulation.ts'

export const TIKTOK_SCOPES = [
  'user.info.basic',
  'user.info.profile',
  'user.info.stats',
  'video.list',
] as const

/**
 * `www.tiktok.com/v2/auth/authorize/`: the consent page, and the way back with `code`, `scopes`
 * and `state`. The code holds characters that the address carries percent-encoded.
 */
export function authorizeTiktok(url: URL, simulation: Simulation): Response {
  const query = url.searchParams
  const redirectUri = query.get('redirect_uri') ?? ''
  const scopes = parseScopes(query.get('scope') ?? '')
  const problem = problemOf(query, redirectUri, scopes, simulation)
  if (problem !== undefined) return page(consentProblemPage(problem), 400)
  const decision = query.get('decision')
  if (decision === 'deny') {
    return sendBack(redirectUri, query, {
      error: 'access_denied',
      error_description: 'User cancelled the authorization',
    })
  }
  const account = simulation.world.profiles.find(({ key }) => key === query.get('account'))
  if (decision !== 'allow' || account === undefined) {
    const content = consentPage({
      request: { login: 'instagram', scopes },
      appName: simulation.apps.tiktok.name,
      accounts: simulation.world.profiles,
      query,
      search: query.get('q') ?? '',
    })
    return page(content, 200)
  }
  const granted = scopes.filter((scope) => query.getAll('grant').includes(scope))
  const { tiktok } = simulation.state
  tiktok.issued += 1
  const code = `${randomText(40, simulation.random)}*${tiktok.issued}!4321.va`
  tiktok.codes[code] = {
    account: account.key,
    scopes: granted,
    redirectUri,
    challenge: query.get('code_challenge'),
    issuedAt: simulation.now(),
    used: false,
  }
  simulation.changed()
  return sendBack(redirectUri, query, { code, scopes: granted.join(',') })
}

function problemOf(
  query: URLSearchParams,
  redirectUri: string,
  scopes: readonly string[],
  { apps }: Simulation,
): string | undefined {
  if (query.get('client_key') !== apps.tiktok.id) {
    return `client_key: it must be ${apps.tiktok.id} here.`
  }
  const isAllowed = apps.redirectUris.length === 0 || apps.redirectUris.includes(redirectUri)
  if (!isAllowed || !/^https?:\/\//.test(redirectUri)) return 'redirect_uri: it is not allowed.'
  if (query.get('response_type') !== 'code') return 'response_type: it must be code.'
  const known: readonly string[] = TIKTOK_SCOPES
  const unknown = scopes.find((scope) => !known.includes(scope))
  return scopes.length > 0 && unknown === undefined ? undefined : `scope: ${unknown ?? 'missing'}.`
}

function sendBack(redirectUri: string, query: URLSearchParams, result: Record<string, string>) {
  const url = new URL(redirectUri)
  for (const [name, value] of Object.entries(result)) url.searchParams.set(name, value)
  const state = query.get('state')
  if (state !== null) url.searchParams.set('state', state)
  return new Response(null, { status: 302, headers: { Location: url.href } })
}

function page(content: string, status: number): Response {
  const headers = {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'",
  }
  return new Response(content, { status, headers })
}
