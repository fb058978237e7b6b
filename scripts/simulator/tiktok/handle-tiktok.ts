import { readBody } from '../http/read-body.ts'
import { edgeAnswer } from '../limits/outages.ts'
import type { Simulation } from '../simulation.ts'
import { authorizeTiktok } from './authorize-tiktok.ts'
import { exchangeTiktokToken, revokeTiktokToken } from './exchange-tiktok-token.ts'
import { logId, tiktokAnswer, TiktokError, tiktokError } from './tiktok-answer.ts'
import { authenticateTiktok, type TiktokCall } from './tiktok-call.ts'
import { readUserInfo } from './read-user-info.ts'
import { listVideos, queryVideos } from './read-videos.ts'

type Endpoint = { method: string; scope: string; answer(call: TiktokCall): unknown }

const MINUTE_MS = 60_000

/** The Display API's calls (developers.tiktok.com, August to November 2026). */
const endpoints: Readonly<Record<string, Endpoint>> = {
  '/v2/user/info': { method: 'GET', scope: 'user.info.basic', answer: readUserInfo },
  '/v2/video/list': { method: 'POST', scope: 'video.list', answer: listVideos },
  '/v2/video/query': { method: 'POST', scope: 'video.list', answer: queryVideos },
}

/** Answers `open.tiktokapis.com` and the consent page under `www.tiktok.com`. */
export async function handleTiktok(request: Request, simulation: Simulation): Promise<Response> {
  const url = new URL(request.url)
  const [, host = '', ...rest] = url.pathname.split('/')
  const path = `/${rest.join('/')}`.replace(/\/$/, '')
  const outage = simulation.outages.hitting({ host, path, method: request.method })
  if (outage !== undefined) {
    const message = 'Internal error'
    const failed = new TiktokError('internal_error', message, outage.status ?? 500)
    return edgeAnswer(outage) ?? tiktokError(failed, simulation)
  }
  if (host === 'www.tiktok.com') {
    if (path === '/v2/auth/authorize') return authorizeTiktok(url, simulation)
    return new Response(null, { status: 404 })
  }
  if (path === '/v2/oauth/token') return exchangeTiktokToken(request, simulation)
  if (path === '/v2/oauth/revoke') return revokeTiktokToken(request, simulation)
  try {
    return await answerDisplayCall(request, path, simulation)
  } catch (error) {
    if (!(error instanceof TiktokError)) throw error
    return tiktokError(error, simulation)
  }
}

async function answerDisplayCall(
  request: Request,
  path: string,
  simulation: Simulation,
): Promise<Response> {
  const endpoint = Object.hasOwn(endpoints, path) ? endpoints[path] : undefined
  if (endpoint?.method !== request.method) {
    throw new TiktokError('invalid_params', `Unsupported path(${path})`, 404)
  }
  const grant = authenticateTiktok(request, simulation)
  const { tiktokCallsPerMinute, tiktokPermissionStatus } = simulation.behaviour
  if (!simulation.rates.take(`tiktok ${grant.account} ${path}`, tiktokCallsPerMinute, MINUTE_MS)) {
    throw new TiktokError('rate_limit_exceeded', 'The API rate limit was exceeded.', 429)
  }
  if (!grant.scopes.includes(endpoint.scope)) {
    const message = `The user did not authorize the scope required: ${endpoint.scope}`
    throw new TiktokError('scope_not_authorized', message, tiktokPermissionStatus)
  }
  const url = new URL(request.url)
  const fields = (url.searchParams.get('fields') ?? '').split(',').map((name) => name.trim())
    .filter((name) => name !== '')
  if (fields.length === 0) throw new TiktokError('invalid_params', 'Fields is required', 400)
  const body = await readBody(request)
  const data = endpoint.answer({ simulation, grant, fields, body, origin: url.origin })
  return tiktokAnswer({ data, error: { code: 'ok', message: '', log_id: logId(simulation) } })
}
