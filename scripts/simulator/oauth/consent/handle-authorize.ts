import type { Simulation } from '../../simulation.ts'
import type { Login } from '../../world/demo-accounts.ts'
import { issueCode } from '../take-code.ts'
import { type AuthorizeRequest, readAuthorizeRequest } from './authorize-request.ts'
import { consentPage, consentProblemPage } from './consent-page.ts'

/**
 * `www.instagram.com/oauth/authorize` and `www.facebook.com/{v}/dialog/oauth`: shows the consent
 * page, and once it was answered sends the browser back to the app. Instagram puts `#_` behind
 * the address (business-login page, 2026-03-13).
 */
export function handleAuthorize(url: URL, login: Login, simulation: Simulation): Response {
  const query = url.searchParams
  const read = readAuthorizeRequest(query, login, simulation)
  if ('problem' in read) return page(consentProblemPage(read.problem), 400)
  const { request } = read
  const decision = query.get('decision')
  if (decision === 'deny') {
    return sendBack(request, {
      error: 'access_denied',
      error_reason: 'user_denied',
      error_description: 'The user denied your request',
    })
  }
  const accounts = simulation.world.profiles.filter((profile) => profile.login === login)
  const chosen = query.getAll('account').filter((key) => accounts.some((one) => one.key === key))
  if (decision !== 'allow' || chosen.length === 0) {
    const appName = simulation.apps[login].name
    const search = query.get('q') ?? ''
    return page(consentPage({ request, appName, accounts, query, search }), 200)
  }
  const ticked = query.getAll('grant')
  const code = issueCode({
    login,
    redirectUri: request.redirectUri,
    accounts: login === 'instagram' ? chosen.slice(0, 1) : chosen,
    scopes: request.scopes.filter((scope) => ticked.includes(scope)),
  }, simulation)
  return sendBack(request, { code })
}

function sendBack(request: AuthorizeRequest, result: Record<string, string>): Response {
  const url = new URL(request.redirectUri)
  for (const [name, value] of Object.entries(result)) url.searchParams.set(name, value)
  if (request.state !== undefined) url.searchParams.set('state', request.state)
  if ('code' in result) url.hash = request.login === 'instagram' ? '_' : '_=_'
  return new Response(null, { status: 302, headers: { Location: url.href } })
}

function page(content: string, status: number): Response {
  return new Response(content, {
    status,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': 'no-store',
      'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'",
    },
  })
}
