import { ControlError } from './control-error.ts'

const LOOPBACK_NAMES = new Set(['127.0.0.1', 'localhost', '[::1]'])

/**
 * Keeps other web pages of the developer's browser away from the control API. A page of another
 * origin shows itself in Origin or Sec-Fetch-Site; one that points its own host name at the
 * loopback address shows itself in Host.
 *
 * @throws ControlError 403
 */
export function refuseOtherOrigins(request: Request): void {
  const url = new URL(request.url)
  if (!LOOPBACK_NAMES.has(url.hostname)) {
    const message =
      `The host is "${url.hostname}". Open the simulator under 127.0.0.1 or localhost.`
    throw new ControlError(403, 'foreign_host', message)
  }
  const origin = request.headers.get('Origin')
  const site = request.headers.get('Sec-Fetch-Site')
  const isForeign = (origin !== null && origin !== url.origin) ||
    (site !== null && site !== 'same-origin' && site !== 'none')
  if (request.method !== 'GET' && isForeign) {
    const message = `A page of ${origin ?? 'another site'} may not control the simulator. ` +
      `Use its own page at ${url.origin}/, or a program without an Origin header.`
    throw new ControlError(403, 'foreign_origin', message)
  }
}
