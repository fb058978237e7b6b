import { localisedMessage } from '../limits/localised-message.ts'
import type { Simulation } from '../simulation.ts'
import { serializeAsMeta } from '../webhooks/serialize-as-meta.ts'
import type { Login } from '../world/demo-accounts.ts'
import type { GraphError } from './graph-error.ts'

type Answer = {
  login: Login
  version: string
  /** Left out when it is unknown whom the call counts for. */
  usage: [name: string, value: string] | undefined
}

/** A Graph answer with its headers. */
export function graphAnswer({ value, ...answer }: Answer & { value: unknown }): Response {
  return new Response(serializeAsMeta(value), { headers: headersOf(answer) })
}

/**
 * An error as Graph answers it. On graph.facebook.com most messages begin with the code, on
 * graph.instagram.com they often do not, and they come in the account's language: clients must
 * look at codes.
 */
export function graphErrorAnswer(
  { error, simulation, ...answer }: Answer & { error: GraphError; simulation: Simulation },
): Response {
  const { behaviour, random } = simulation
  const isPlain = [1, 2, 190, 2500].includes(error.code) || error.subcode === 33
  const hasPrefix = !isPlain && (answer.login === 'facebook' || behaviour.instagramErrorPrefix)
  const words = localisedMessage(error, behaviour.language)
  const message = hasPrefix ? `(#${error.code}) ${words}` : words
  const body = {
    error: {
      message,
      type: error.type,
      code: error.code,
      ...(error.subcode === undefined ? {} : { error_subcode: error.subcode }),
      ...(error.isTransient ? { is_transient: true } : {}),
      ...(error.userTitle === undefined ? {} : { error_user_title: error.userTitle }),
      ...(error.userMessage === undefined ? {} : { error_user_msg: error.userMessage }),
      fbtrace_id: traceId(random),
    },
  }
  const headers = headersOf(answer)
  // A captured rejection by the app limit came without the usage header.
  if (error.code === 4) headers.delete('X-App-Usage')
  if (error.status < 500) {
    const plain = message.replace(/[^\x20-\x7e]/g, '?').replaceAll('"', "'")
    headers.set('WWW-Authenticate', `OAuth "Facebook Platform" "invalid_request" "${plain}"`)
  }
  return new Response(serializeAsMeta(body), { status: error.status, headers })
}

function headersOf({ login, version, usage }: Answer): Headers {
  const headers = new Headers({ 'Content-Type': 'application/json; charset=UTF-8' })
  headers.set(login === 'instagram' ? 'instagram-api-version' : 'facebook-api-version', version)
  headers.set('Cache-Control', 'private, no-cache, no-store, must-revalidate')
  if (usage !== undefined) headers.set(usage[0], usage[1])
  return headers
}

/** Eleven letters and digits with an A in front, as in Meta's answers. */
function traceId(random: () => number): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
  const picks = Array.from({ length: 10 }, () => letters[Math.floor(random() * letters.length)])
  return `A${picks.join('')}`
}
