import { GraphError } from './graph-error.ts'

type Known = { message: string; status: number; type?: string; isTransient?: boolean }

/**
 * What Graph says with each code. The messages' wording and the HTTP statuses come from Meta's
 * error handling, rate limiting and Messenger pages, and from captured answers.
 */
const KNOWN: Record<number, Known> = {
  1: { message: 'An unknown error occurred', status: 500, isTransient: true },
  2: { message: 'Service temporarily unavailable', status: 500, isTransient: true },
  4: { message: 'Application request limit reached', status: 403, isTransient: true },
  10: { message: 'Application does not have permission for this action', status: 403 },
  17: { message: 'User request limit reached', status: 400, isTransient: true },
  32: { message: 'Page request limit reached', status: 400, isTransient: true },
  3: { message: 'Application does not have the capability to make this API call.', status: 400 },
  100: { message: 'Invalid parameter', status: 400 },
  102: { message: 'Session key invalid or no longer valid', status: 400 },
  190: { message: 'Error validating access token', status: 400 },
  200: { message: 'Permissions error', status: 403 },
  283: { message: 'The extended permission is required.', status: 400 },
  341: { message: 'Application limit reached', status: 400, isTransient: true },
  368: {
    message: 'The action attempted has been deemed abusive or is otherwise disallowed',
    status: 400,
  },
  613: { message: 'Calls to this api have exceeded the rate limit.', status: 400 },
  80001: { message: 'There have been too many calls to this Page account.', status: 400 },
  80006: { message: 'There have been too many messages sent from this account.', status: 400 },
  80002: { message: 'There have been too many calls to this Instagram account.', status: 400 },
}

/** Reasons of code 190 (Meta's "Handling errors": authentication subcodes). */
const KNOWN_190: Record<number, string> = {
  458: 'Error validating access token: The user has not authorized the application.',
  459: 'Error validating access token: You cannot access the app till you log in to the site.',
  460: 'Error validating access token: The session has been invalidated because the user ' +
    'changed the password.',
  463: 'Error validating access token: Session has expired.',
  464: 'Error validating access token: Sessions for the user are not allowed because the user ' +
    'is not a confirmed user.',
  467: 'Error validating access token: The session is invalid because the user logged out.',
  492: 'Error validating access token: Session does not match current stored session.',
}

/**
 * The error of a code as Graph would word it.
 *
 * @param options.status Replaces the usual HTTP status.
 */
export function knownGraphError(
  { code, subcode, status }: { code: number; subcode?: number; status?: number },
): GraphError {
  const known = KNOWN[code] ?? { message: 'An error occurred', status: 400 }
  const reason = code === 190 && subcode !== undefined ? KNOWN_190[subcode] : undefined
  return new GraphError(reason ?? known.message, {
    ...known,
    code,
    ...(subcode === undefined ? {} : { subcode }),
    status: status ?? known.status,
  })
}

/**
 * The error for a token that is over. Expiry is told in Pacific time and in words
 * (captured: `Session has expired on Sunday, 20-Sep-26 16:00:00 PDT. The current time is ...`).
 */
export function deadTokenError(
  subcode: number,
  expiresAt: number | null,
  nowMs: number,
): GraphError {
  if (subcode !== 463 || expiresAt === null) return knownGraphError({ code: 190, subcode })
  const message = `Error validating access token: Session has expired on ${inWords(expiresAt)}. ` +
    `The current time is ${inWords(nowMs)}.`
  return new GraphError(message, { code: 190, subcode })
}

function inWords(milliseconds: number): string {
  const parts = Object.fromEntries(
    new Intl.DateTimeFormat('en-US', {
      timeZone: 'America/Los_Angeles',
      weekday: 'long',
      day: '2-digit',
      month: 'short',
      year: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
      timeZoneName: 'short',
    }).formatToParts(milliseconds).map(({ type, value }) => [type, value]),
  )
  const { weekday, day, month, year, hour, minute, second, timeZoneName } = parts
  return `${weekday}, ${day}-${month}-${year} ${hour}:${minute}:${second} ${timeZoneName}`
}

/** The app, or the token, lacks a permission. */
export function missingPermissionError(): GraphError {
  return knownGraphError({ code: 10 })
}

/** Reading an id that does not exist, or that the token may not see: Graph tells no difference. */
export function missingObjectError(id: string, isFacebook: boolean): GraphError {
  return new GraphError(
    `Unsupported get request. Object with ID '${id}' does not exist, cannot be loaded due to ` +
      'missing permissions, or does not support this operation',
    { code: 100, subcode: 33, type: isFacebook ? 'GraphMethodException' : 'IGApiException' },
  )
}
