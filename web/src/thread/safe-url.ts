/// <reference path="../env.d.ts" />

/** The simulator's addresses, which a published app has no use for. */
const LOOPBACK = ['127.0.0.1', 'localhost']

/**
 * An address from a message, when a page may open or show it: https, and in development http to
 * this computer. Anything else (javascript:, data:, http) is refused.
 *
 * @param options.development Whether addresses of this computer are allowed.
 */
export function safeUrl(
  address: string | null,
  { development = import.meta.env?.DEV === true } = {},
): string | undefined {
  if (!address || !URL.canParse(address)) return undefined
  const url = new URL(address)
  if (url.username || url.password) return undefined
  if (url.protocol === 'https:') return url.href
  const isOwn = development && url.protocol === 'http:' && LOOPBACK.includes(url.hostname)
  return isOwn ? url.href : undefined
}
