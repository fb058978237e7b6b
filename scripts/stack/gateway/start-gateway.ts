/** What answers below one of the API's paths. */
export type Service = (request: Request, peerAddress: string) => Response | Promise<Response>

/** The API's address, as Kong is on Supabase. */
export type Gateway = { url: string; stop(): Promise<void> }

/**
 * Listens on the API's port and hands each request to the service of its path.
 *
 * @param options.services By the path's first part, for example `rest` for `/rest/v1`.
 */
export function startGateway(options: {
  port: number
  secretKey: string
  services: Record<string, Service>
}): Gateway {
  const server = Deno.serve(
    { hostname: '127.0.0.1', port: options.port, onListen: () => {} },
    async (request, info) => {
      const [, name = '', version] = new URL(request.url).pathname.split('/')
      const service = version === 'v1' ? options.services[name] : undefined
      if (!service) {
        return Response.json({ message: 'no Route matched with those values' }, { status: 404 })
      }
      if (isSecretKeyInBrowser(request, options.secretKey)) {
        return Response.json({ message: 'Forbidden use of secret API key in browser' }, {
          status: 401,
        })
      }
      return await service(request, info.remoteAddr.hostname)
    },
  )
  return {
    url: `http://127.0.0.1:${options.port}`,
    stop: () => server.shutdown(),
  }
}

/** The hosted gateway refuses this, so that a leaked key shows in development already. */
function isSecretKeyInBrowser(request: Request, secretKey: string): boolean {
  return request.headers.get('apikey') === secretKey &&
    (request.headers.get('user-agent') ?? '').startsWith('Mozilla/')
}
