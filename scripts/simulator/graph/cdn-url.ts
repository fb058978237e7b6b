import type { GraphCall } from './graph-call.ts'

/** Thumbnails were measured to live about four and a half days. */
const LIFE_MS = 4.5 * 24 * 60 * 60 * 1_000

/**
 * A picture's address. As with the real CDN it differs from read to read (`oh`, `_nc_ohc`), and
 * `oe` is the expiry in hexadecimal Unix seconds. The host is a path of the simulator, so that
 * nothing reaches for the internet.
 */
export function cdnUrl(call: GraphCall, id: string, ending: 'jpg' | 'mp4'): string {
  const { now, random } = call.simulation
  const origin = new URL(call.baseUrl).origin
  const chance = () => Math.floor(random() * 0xffff_ffff).toString(16).padStart(8, '0')
  const expires = Math.floor((now() + LIFE_MS) / 1_000).toString(16).toUpperCase()
  const folder = ending === 'mp4' ? 'o1/v/t16/f2/m86' : 'v/t51.82787-15'
  return `${origin}/scontent-fra5-1.cdninstagram.com/${folder}/${id}_n.${ending}` +
    `?ccb=1-7&_nc_ohc=${chance()}&oh=00_${chance()}${chance()}&oe=${expires}`
}
