import type { Simulation } from '../simulation.ts'
import { seedOf } from '../world/create-random.ts'

/** Covers die after six hours (video object page). */
const LIFE_MS = 6 * 60 * 60 * 1_000

/**
 * A picture's address on TikTok's CDN, which is a path of the simulator. `x-expires` is its end in
 * Unix seconds; the address differs from read to read.
 */
export function coverUrl({ now, random }: Simulation, origin: string, id: string): string {
  const expires = String(Math.floor((now() + LIFE_MS) / 1_000))
  const salt = Math.floor(random() * 0xffff).toString(16).padStart(4, '0')
  const signature = signatureOf(id, expires, salt)
  return `${origin}/p16-sign.tiktokcdn.com/${id}.jpeg?x-expires=${expires}` +
    `&x-signature=${signature}`
}

/** What makes an address good: without it nobody can lengthen a cover's life. */
export function signatureOf(id: string, expires: string, salt: string): string {
  return salt + seedOf('cover', id, expires, salt).toString(16).padStart(8, '0')
}
