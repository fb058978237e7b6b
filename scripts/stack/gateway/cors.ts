const METHODS = 'GET,HEAD,PUT,PATCH,POST,DELETE,OPTIONS,TRACE,CONNECT'
const SWITCHING_PROTOCOLS = 101

/**
 * Answers a browser's question before a request to another origin, as Kong's CORS plugin does in
 * front of every service but the functions: any origin, any header that it asks for.
 */
export function answerPreflight(request: Request): Response {
  return new Response(null, {
    status: 200,
    headers: {
      'access-control-allow-origin': '*',
      'access-control-allow-methods': METHODS,
      'access-control-allow-headers': request.headers.get('access-control-request-headers') ?? '*',
      'access-control-max-age': '3600',
      'vary': 'Access-Control-Request-Headers',
    },
  })
}

/** Lets pages of every origin read an answer, also of a service that did not say so itself. */
export function allowEveryOrigin(response: Response): Response {
  const name = 'access-control-allow-origin'
  if (response.headers.has(name) || response.status === SWITCHING_PROTOCOLS) return response
  const { status, statusText, body } = response
  const headers = new Headers(response.headers)
  headers.set(name, '*')
  return new Response(body, { status, statusText, headers })
}
