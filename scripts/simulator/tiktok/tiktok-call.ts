import type { Simulation } from '../simulation.ts'
import { TiktokError } from './tiktok-answer.ts'
import type { TiktokGrant } from './tiktok-state.ts'

export type TiktokCall = {
  simulation: Simulation
  grant: TiktokGrant
  fields: readonly string[]
  body: Readonly<Record<string, unknown>>
  /** Of the simulator, for links. */
  origin: string
}

/** @throws TiktokError access_token_invalid for a token that is missing, unknown or over. */
export function authenticateTiktok(request: Request, simulation: Simulation): TiktokGrant {
  const token = /^Bearer\s+(\S+)$/i.exec(request.headers.get('Authorization') ?? '')?.[1]
  const grants = Object.values(simulation.state.tiktok.grants)
  const grant = grants.find(({ accessToken }) => accessToken === token)
  const isGood = grant !== undefined && simulation.world.has(grant.account) &&
    grant.accessExpiresAt > simulation.now()
  if (isGood) return grant
  const message = 'The access token is invalid or not found in the request.'
  throw new TiktokError('access_token_invalid', message, 401)
}

/** Takes the wanted fields of an object; unknown ones are refused. */
export function pickFields(
  readers: Readonly<Record<string, () => unknown>>,
  fields: readonly string[],
): Record<string, unknown> {
  const unknown = fields.find((name) => !Object.hasOwn(readers, name))
  if (unknown !== undefined) {
    throw new TiktokError('invalid_params', `Field ${unknown} is not supported`, 400)
  }
  return Object.fromEntries(fields.map((name) => [name, readers[name]?.()]))
}
