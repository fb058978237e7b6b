import { edgeAnswer } from '../limits/outages.ts'
import type { Simulation } from '../simulation.ts'
import { exchangeCode } from './exchange-code.ts'
import { handleAuthorize } from './consent/handle-authorize.ts'

/**
 * Answers the addresses of OAuth that lie outside the Graph hosts.
 *
 * @returns Undefined for a path that is none of them.
 */
export async function handleOauth(
  request: Request,
  simulation: Simulation,
): Promise<Response | undefined> {
  const url = new URL(request.url)
  const [, host = '', ...rest] = url.pathname.split('/')
  const path = rest.join('/').replace(/\/$/, '')
  if (!/(^|\/)oauth(\/|$)/.test(path)) return undefined
  const outage = simulation.outages.hitting({ host, path: `/${path}`, method: request.method })
  if (outage !== undefined) return edgeAnswer(outage) ?? new Response(null, { status: 503 })
  // The reference page shows the consent page under api.instagram.com as well.
  const isInstagram = host === 'www.instagram.com' || host === 'api.instagram.com'
  if (isInstagram && path === 'oauth/authorize') {
    return handleAuthorize(url, 'instagram', simulation)
  }
  if (host === 'api.instagram.com' && path === 'oauth/access_token') {
    return await exchangeCode(request, simulation)
  }
  if (host === 'www.facebook.com' && /^(v\d+\.\d+\/)?dialog\/oauth$/.test(path)) {
    return handleAuthorize(url, 'facebook', simulation)
  }
  return undefined
}
