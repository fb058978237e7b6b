import { errors, type JWTPayload, jwtVerify } from 'jose'

/** On whose behalf a connection, a channel or a request acts. */
export type Caller = {
  role: string
  claims: JWTPayload
  /** Milliseconds since 1970; undefined for the project's own keys, which have no end. */
  expiresAt: number | undefined
}

/** A key or token that is not accepted; `code` is Realtime's name for the reason. */
export class CallerError extends Error {
  readonly code: 'InvalidJWTToken' | 'MalformedJWT' | 'JwtSignatureError'
  constructor(code: CallerError['code'], message: string) {
    super(message)
    this.name = 'CallerError'
    this.code = code
  }
}

/** @throws CallerError when the key or token is not one of this project, or no longer valid. */
export type CallerCheck = (token: string) => Promise<Caller>

/**
 * Makes the check of API keys and of the access tokens that Auth signs with HS256.
 *
 * Codes and messages: supabase/realtime, lib/realtime_web/channels/realtime_channel.ex.
 */
export function createCallerCheck(
  options: { jwtSecret: string; publishableKey: string; secretKey: string; now: () => number },
): CallerCheck {
  const secret = new TextEncoder().encode(options.jwtSecret)
  const keys = new Map([
    [options.publishableKey, 'anon'],
    [options.secretKey, 'service_role'],
  ])

  return async (token) => {
    const role = keys.get(token)
    if (role) return { role, claims: { role }, expiresAt: undefined }
    const claims = await verify(token, secret, options.now())
    if (typeof claims.role !== 'string' || typeof claims.exp !== 'number') {
      throw new CallerError('InvalidJWTToken', 'Fields `role` and `exp` are required in JWT')
    }
    return { role: claims.role, claims, expiresAt: claims.exp * 1000 }
  }
}

async function verify(token: string, secret: Uint8Array, now: number): Promise<JWTPayload> {
  try {
    const options = { algorithms: ['HS256'], currentDate: new Date(now) }
    return (await jwtVerify(token, secret, options)).payload
  } catch (error) {
    if (error instanceof errors.JWTExpired) {
      const seconds = Math.floor(now / 1000) - (error.payload.exp ?? 0)
      throw new CallerError('InvalidJWTToken', `Token has expired ${seconds} seconds ago`)
    }
    if (
      error instanceof errors.JWSSignatureVerificationFailed ||
      error instanceof errors.JOSEAlgNotAllowed
    ) {
      throw new CallerError('JwtSignatureError', 'Failed to validate JWT signature')
    }
    throw new CallerError('MalformedJWT', 'The token provided is not a valid JWT')
  }
}
