import { readBody } from '../http/read-body.ts'
import type { Simulation } from '../simulation.ts'
import { serializeAsMeta } from '../webhooks/serialize-as-meta.ts'
import { keepToken } from './grant.ts'
import { SHORT_LIFE_MS } from './lifetimes.ts'
import { makeSecret } from './make-token.ts'
import { takeCode } from './take-code.ts'

/**
 * `POST api.instagram.com/oauth/access_token`: Instagram Login's code exchange. It takes form data
 * only, answers in one of two shapes, gives `user_id` as a bare number that is larger than 2^53,
 * and refuses without the usual `error` around it (business-login page, 2026-03-13).
 */
export async function exchangeCode(request: Request, simulation: Simulation): Promise<Response> {
  if (request.method !== 'POST') return refusal('Unsupported request method')
  const isJson = (request.headers.get('Content-Type') ?? '').includes('json')
  const form = isJson ? {} : await readBody(request)
  const { instagram } = simulation.apps
  if (form.client_id !== instagram.id) return refusal('Invalid platform app')
  if (form.client_secret !== instagram.secret) return refusal('Error validating client secret')
  if (form.grant_type !== 'authorization_code') return refusal('Invalid grant_type')
  const taken = takeCode(String(form.code ?? ''), 'instagram', simulation)
  if (taken.problem !== undefined) {
    return refusal(
      taken.problem === 'expired'
        ? 'This authorization code has expired'
        : 'Matching code was not found or was already used',
    )
  }
  const { code } = taken
  if (code.redirectUri !== form.redirect_uri) {
    return refusal(
      'Error validating verification code. Please make sure your redirect_uri is identical to ' +
        'the one you used in the OAuth dialog request',
    )
  }
  const account = simulation.world.profile(code.accounts[0] ?? '')
  const now = simulation.now()
  const token = makeSecret('IGAA', simulation)
  keepToken(token, {
    login: 'instagram',
    type: 'USER',
    accounts: [account.key],
    scopes: code.scopes,
    isLong: false,
    issuedAt: now,
    expiresAt: now + SHORT_LIFE_MS,
  }, simulation)

  const { codeExchangeShape, codeExchangePermissions, codeExchangeUserId } = simulation.behaviour
  const userId = codeExchangeUserId === 'professional' ? account.igUserId : account.appScopedId
  const permissions = codeExchangePermissions === 'text' ? code.scopes.join(',') : code.scopes
  if (codeExchangeShape === 'wrapped') {
    return answer(
      serializeAsMeta({ data: [{ access_token: token, user_id: userId, permissions }] }),
    )
  }
  // Without quotes around the id: JSON.stringify has no number that large, so it is put in as text.
  const text = serializeAsMeta({ access_token: token, user_id: 0, permissions })
  return answer(text.replace('"user_id":0', `"user_id":${userId}`))
}

function answer(text: string, status = 200): Response {
  return new Response(text, { status, headers: { 'Content-Type': 'application/json' } })
}

function refusal(message: string): Response {
  const body = { error_type: 'OAuthException', code: 400, error_message: message }
  return answer(serializeAsMeta(body), 400)
}
