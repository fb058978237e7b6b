import { cdnUrl as urlOf } from '../cdn/cdn-url.ts'
import type { GraphCall } from './graph-call.ts'

/**
 * The address of a file that belongs to an object, new at each read; see `cdn/cdn-url.ts`.
 *
 * @param id Of the object; an account's own id stands for its avatar.
 * @param domain `fbcdn.net` for what belongs to Facebook Pages.
 */
export function cdnUrl(
  call: GraphCall,
  id: string,
  ending: 'jpg' | 'mp4',
  domain: 'cdninstagram.com' | 'fbcdn.net' = 'cdninstagram.com',
): string {
  const { now, random } = call.simulation
  const kind = ending === 'mp4' ? 'video' : id.startsWith('17841') ? 'avatar' : 'image'
  return urlOf({ origin: new URL(call.baseUrl).origin, id, kind, nowMs: now(), random, domain })
}
