import type { Simulation } from '../simulation.ts'

/** Covers die after six hours (video object page). */
const LIFE_MS = 6 * 60 * 60 * 1_000

/**
 * A picture's address on TikTok's CDN, which is a path of the simulator. `x-expires` is its end in
 * Unix seconds; the address differs from read to read.
 */
export function coverUrl({ now, random }: Simulation, origin: string, id: string): string {
  const expires = Math.floor((now() + LIFE_MS) / 1_000)
  const signature = Math.floor(random() * 0xffff_ffff).toString(36)
  return `${origin}/p16-sign.tiktokcdn.com/${id}.jpeg?x-expires=${expires}` +
    `&x-signature=${signature}%3D`
}
