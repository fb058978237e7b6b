import type { Log } from '../log/log-event.ts'
import { allowEveryOrigin, answerPreflight } from './cors.ts'
import { objectionToKey } from './objection-to-key.ts'
import type { ProjectKeys } from './project-keys.ts'

/** What answers below one of the API's paths. */
export type Service = (request: Request, peerAddress: string) => Response | Promise<Response>

/** The API's address, as Kong is on Supabase. */
export type Gateway = { url: string; stop(): Promise<void> }

/**
 * Listens on the API's port and hands each request to the service of its path.
 *
 * @param options.services By the path's first part, for example `rest` for `/rest/v1`.
 * @param options.front Answers at addresses that belong to no service; undefined for those it
 * doesn't know.
 */
export function startGateway(options: {
  port: number
  keys: ProjectKeys
  services: Record<string, Service>
  front: (request: Request) => Promise<Response> | undefined
  log: Log
}): Gateway {
  const { services, keys, log } = options
  const server = Deno.serve(
    { hostname: '127.0.0.1', port: options.port, onListen: () => {} },
    async (request, info) => {
      const startedAt = performance.now()
      const url = new URL(request.url)
      const response = await answer(request, url, info.remoteAddr.hostname)
      const ms = Math.round(performance.now() - startedAt)
      const { method } = request
      const { status } = response
      // Without what follows the path, which may hold keys and tokens.
      const message = `${method} ${url.pathname} ${status} ${ms} ms`
      const level = status >= 500 ? 'warn' : 'debug'
      const data = { method, path: url.pathname, status, ms }
      log({ service: 'gateway', level, message, data })
      return response
    },
  )

  async function answer(request: Request, url: URL, peerAddress: string): Promise<Response> {
    const [, name = '', version] = url.pathname.split('/')
    const service = version === 'v1' ? services[name] : undefined
    if (!service) {
      return await options.front(request) ??
        Response.json({ message: 'no Route matched with those values' }, { status: 404 })
    }
    // Functions answer for themselves to other origins.
    const isFunction = name === 'functions'
    if (request.method === 'OPTIONS' && !isFunction) return answerPreflight(request)
    const response = objectionToKey(request, url, keys) ?? await service(request, peerAddress)
    return isFunction ? response : allowEveryOrigin(response)
  }

  return {
    url: `http://127.0.0.1:${options.port}`,
    stop: () => server.shutdown(),
  }
}
