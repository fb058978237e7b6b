import { edgeAnswer } from '../limits/outages.ts'
import type { Simulation } from '../simulation.ts'
import { exchangeCode } from './exchange-code.ts'
import { handleAuthorize } from './consent/handle-authorize.ts'

/** Answers the addresses of OAuth that lie outside the Graph hosts. */
export async function handleOauth(
  request: Request,
  simulation: Simulation,
): Promise<Response> {
  const url = new URL(request.url)
  const [, host = '', ...rest] = url.pathname.split('/')
  const path = rest.join('/').replace(/\/$/, '')
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
  return new Response(null, { status: 404 })
}
