import { checkHealth, type Health, type Part } from './check-health.ts'
import { renderHealthPage } from './render-health-page.ts'

/**
 * Makes what answers at the API's own address: the health of all parts, as a page or, for programs
 * that ask for it, as JSON; and the switch that restarts a part, to rehearse its outage.
 *
 * @param options.restarts By the part's name in `POST /restart/<name>`; needs the secret key.
 * @param options.secretKey As `apikey` header.
 */
export function createFrontPage(options: {
  parts: Part[]
  restarts: Record<string, () => Promise<void>>
  secretKey: string
}): (request: Request) => Promise<Response> | undefined {
  async function showHealth(request: Request): Promise<Response> {
    const health = await checkHealth(options.parts)
    return answerHealth(health, request.headers.get('accept') ?? '')
  }

  async function restart(request: Request, name: string): Promise<Response> {
    if (request.headers.get('apikey') !== options.secretKey) {
      return Response.json({ message: 'Send the secret key as apikey' }, { status: 401 })
    }
    await options.restarts[name]!()
    return new Response(null, { status: 204 })
  }

  return (request) => {
    const { pathname } = new URL(request.url)
    if (pathname === '/' && request.method === 'GET') return showHealth(request)
    const [, verb, name = '', rest] = pathname.split('/')
    const isRestart = verb === 'restart' && request.method === 'POST' && rest === undefined
    return isRestart && Object.hasOwn(options.restarts, name) ? restart(request, name) : undefined
  }
}

function answerHealth(health: Health, accepted: string): Response {
  const status = health.status === 'ok' ? 200 : 503
  const headers = { 'cache-control': 'no-store' }
  if (accepted.includes('application/json')) return Response.json(health, { status, headers })
  return new Response(renderHealthPage(health), {
    status,
    headers: { ...headers, 'content-type': 'text/html; charset=utf-8' },
  })
}
