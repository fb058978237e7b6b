import { createRandom, seedOf } from '../world/create-random.ts'

const HOUR_MS = 60 * 60 * 1_000
const PLACES = ['fra5-1', 'fra3-2', 'ams2-1', 'ber1-1', 'lhr8-2']

/** How long an address lives (measured September 2026). */
const LIFE_MS = { video: 35 * HOUR_MS, image: 4.5 * 24 * HOUR_MS, avatar: 4.5 * 24 * HOUR_MS }
const FOLDERS = { video: 'o1/v/t16/f2/m86', image: 'v/t51.82787-15', avatar: 'v/t51.2885-19' }

export type CdnKind = keyof typeof LIFE_MS

/**
 * The address of a picture or a video. As with the real CDN the host, `_nc_*`, `ccb` and `oh`
 * differ from read to read, and `oe` is the expiry in hexadecimal Unix seconds. The host is a
 * path of the simulator, so that nothing reaches for the internet.
 *
 * @param options.domain `fbcdn.net` for what belongs to Facebook Pages.
 */
export function cdnUrl(
  { origin, id, kind, nowMs, random, domain = 'cdninstagram.com' }: {
    origin: string
    id: string
    kind: CdnKind
    nowMs: number
    random: () => number
    domain?: 'cdninstagram.com' | 'fbcdn.net'
  },
): string {
  const chance = () => Math.floor(random() * 0xffff_ffff).toString(16).padStart(8, '0')
  const place = PLACES[Math.floor(random() * PLACES.length)] ?? 'fra5-1'
  const expires = Math.floor((nowMs + LIFE_MS[kind]) / 1_000).toString(16).toUpperCase()
  const salt = chance()
  const path = `${FOLDERS[kind]}/${id}_n.${kind === 'video' ? 'mp4' : 'jpg'}`
  return `${origin}/scontent-${place}.${domain}/${path}` +
    `?ccb=1-${1 + Math.floor(random() * 8)}&_nc_rid=${chance()}&_nc_ohc=${chance()}` +
    `&oh=${signatureOf({ path, expires, salt })}&oe=${expires}`
}

/** What `oh` says for a path and an expiry: 00_, a salt, and a number that only fits the three. */
export function signatureOf(
  { path, expires, salt }: { path: string; expires: string; salt: string },
): string {
  const number = createRandom(seedOf('cdn', path, expires, salt))()
  return `00_${salt}${Math.floor(number * 0xffff_ffff).toString(16).padStart(8, '0')}`
}
