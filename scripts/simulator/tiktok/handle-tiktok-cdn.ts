import { makeImage } from '../cdn/make-file.ts'
import type { Simulation } from '../simulation.ts'
import { signatureOf } from './cover-url.ts'

/**
 * Answers TikTok's CDN, a path of the simulator: covers and avatars, until `x-expires`.
 *
 * @returns Undefined when the path is not its.
 */
export function handleTiktokCdn(request: Request, { now }: Simulation): Response | undefined {
  const url = new URL(request.url)
  const name = /^\/p16-sign\.tiktokcdn\.com\/([\w-]+)\.jpeg$/.exec(url.pathname)?.[1]
  if (name === undefined) return undefined
  const expires = url.searchParams.get('x-expires') ?? ''
  const signature = url.searchParams.get('x-signature') ?? ''
  const isSigned = signature === signatureOf(name, expires, signature.slice(0, 4))
  if (!isSigned || Number(expires) * 1_000 <= now()) {
    return new Response('Access Denied', { status: 403 })
  }
  const { bytes, type } = makeImage(name)
  return new Response(new Uint8Array(bytes), {
    headers: { 'Content-Type': type, 'Cache-Control': 'max-age=21600' },
  })
}
