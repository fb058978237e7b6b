import { readBody } from '../http/read-body.ts'
import { encodeBase64Url } from '../oauth/base64-url.ts'
import { randomText } from '../oauth/make-token.ts'
import type { Simulation } from '../simulation.ts'
import { logId, tiktokAnswer } from './tiktok-answer.ts'
import { openIdOf } from './open-id.ts'
import type { TiktokGrant } from './tiktok-state.ts'

const CODE_LIFE_MS = 60 * 60 * 1_000

type Refusal = { error: string; description: string }

/**
 * `POST /v2/oauth/token/`, form-encoded. A refresh gives a new refresh token, and the old one
 * stops working at once: two refreshes at a time lose the account (TikTok's token page of
 * November 2026).
 */
export async function exchangeTiktokToken(
  request: Request,
  simulation: Simulation,
): Promise<Response> {
  const type = request.headers.get('Content-Type') ?? ''
  const isForm = request.method === 'POST' && type.includes('x-www-form-urlencoded')
  const form = isForm ? await readBody(request) : {}
  const outcome = await exchange(form, isForm, simulation)
  if (!('error' in outcome)) return tiktokAnswer(outcome)
  const { error, description } = outcome
  const body = { error, error_description: description, log_id: logId(simulation) }
  return tiktokAnswer(body, simulation.behaviour.tiktokOauthErrorStatus)
}

async function exchange(
  form: Readonly<Record<string, unknown>>,
  isForm: boolean,
  simulation: Simulation,
): Promise<Refusal | Record<string, unknown>> {
  const { tiktok: app } = simulation.apps
  const { tiktok } = simulation.state
  if (!isForm) {
    const description = 'Only `application/x-www-form-urlencoded` is supported as Content-Type.'
    return { error: 'invalid_request', description }
  }
  if (form.client_key !== app.id || form.client_secret !== app.secret) {
    return { error: 'invalid_client', description: 'Client key or secret is incorrect.' }
  }
  const now = simulation.now()
  if (form.grant_type === 'client_credentials') {
    const token = `clt.${randomText(40, simulation.random)}`
    return { access_token: token, expires_in: 7_200, token_type: 'Bearer' }
  }
  if (form.grant_type === 'refresh_token') {
    const old = String(form.refresh_token ?? '')
    const grant = Object.hasOwn(tiktok.grants, old) ? tiktok.grants[old] : undefined
    if (grant === undefined || grant.refreshExpiresAt <= now) {
      return { error: 'invalid_grant', description: 'Refresh token is invalid or expired.' }
    }
    delete tiktok.grants[old]
    return issue(grant, simulation.behaviour.tiktokRotates ? undefined : old, simulation)
  }
  if (form.grant_type !== 'authorization_code') {
    return { error: 'unsupported_grant_type', description: 'The grant type is not supported.' }
  }
  const text = String(form.code ?? '')
  const code = Object.hasOwn(tiktok.codes, text) ? tiktok.codes[text] : undefined
  if (code === undefined || code.used || now - code.issuedAt > CODE_LIFE_MS) {
    return { error: 'invalid_grant', description: 'Authorization code is expired.' }
  }
  if (code.redirectUri !== form.redirect_uri) {
    return { error: 'invalid_request', description: 'Redirect_uri is not matched with the uri.' }
  }
  if (!await provesChallenge(String(form.code_verifier ?? ''), code.challenge)) {
    return { error: 'invalid_grant', description: 'Code verifier or code challenge is invalid.' }
  }
  code.used = true
  return issue(code, undefined, simulation)
}

function issue(
  { account, scopes }: Pick<TiktokGrant, 'account' | 'scopes'>,
  kept: string | undefined,
  { state, behaviour, random, now, world, changed }: Simulation,
) {
  const { tiktokAccessSeconds, tiktokRefreshSeconds } = behaviour
  state.tiktok.issued += 1
  const count = state.tiktok.issued
  const accessToken = `act.${randomText(60, random)}${count}!4321.va`
  const refreshToken = kept ?? `rft.${randomText(60, random)}${count}!4321.va`
  state.tiktok.grants[refreshToken] = {
    account,
    scopes,
    accessToken,
    accessExpiresAt: now() + tiktokAccessSeconds * 1_000,
    refreshExpiresAt: now() + tiktokRefreshSeconds * 1_000,
  }
  changed()
  return {
    open_id: openIdOf(world.profile(account)),
    scope: scopes.join(','),
    access_token: accessToken,
    expires_in: tiktokAccessSeconds,
    refresh_token: refreshToken,
    refresh_expires_in: tiktokRefreshSeconds,
    token_type: 'Bearer',
  }
}

/** The web takes the usual base64url of the hash, desktop apps its hex digits: both are good. */
async function provesChallenge(verifier: string, challenge: string | null): Promise<boolean> {
  if (challenge === null) return true
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier))
  const bytes = new Uint8Array(hash)
  return challenge === bytes.toHex() || challenge === encodeBase64Url(bytes)
}

/** `POST /v2/oauth/revoke/`: ends an access token and its refresh token; an empty answer. */
export async function revokeTiktokToken(
  request: Request,
  simulation: Simulation,
): Promise<Response> {
  const form = await readBody(request)
  const { grants } = simulation.state.tiktok
  for (const [refreshToken, { accessToken }] of Object.entries(grants)) {
    if (form.token === accessToken || form.token === refreshToken) delete grants[refreshToken]
  }
  simulation.changed()
  return new Response(null, { status: 200 })
}
