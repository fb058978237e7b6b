import type { Simulation } from '../simulation.ts'

/** An error that TikTok answers with. */
export class TiktokError extends Error {
  override readonly name = 'TiktokError'

  constructor(readonly code: string, message: string, readonly status: number) {
    super(message)
  }
}

export function tiktokAnswer(value: unknown, status = 200): Response {
  return new Response(JSON.stringify(value), {
    status,
    headers: { 'Content-Type': 'application/json; charset=utf-8' },
  })
}

/** `error` is there in every answer, successes included: their code is "ok". */
export function tiktokError({ code, message, status }: TiktokError, simulation: Simulation) {
  const error = { code, message, log_id: logId(simulation) }
  return tiktokAnswer({ data: {}, error }, status)
}

/** The time, then chance: `202211...`. */
export function logId({ now, random }: Simulation): string {
  const time = new Date(now()).toISOString().replace(/\D/g, '').slice(0, 14)
  return time + Math.floor(random() * 0xffff_ffff).toString(16).toUpperCase().padStart(20, '0')
}
