import { matchRoute } from '../http/match-route.ts'
import { edgeAnswer, outageError } from '../limits/outages.ts'
import { findGrant, type Grant } from '../oauth/grant.ts'
import { scopeOf } from '../oauth/scopes.ts'
import { answerTokenEndpoint } from '../oauth/token-endpoints.ts'
import type { Simulation } from '../simulation.ts'
import type { Login } from '../world/demo-accounts.ts'
import { authenticate } from './authenticate.ts'
import type { GraphEndpoint } from './endpoints/graph-endpoint.ts'
import { graphEndpoints } from './endpoints/graph-endpoints.ts'
import { graphAnswer, graphErrorAnswer } from './graph-answer.ts'
import type { GraphCall } from './graph-call.ts'
import { GraphError } from './graph-error.ts'
import { graphVersion } from './graph-version.ts'
import { missingPermissionError } from './known-graph-errors.ts'
import { accountOf } from './nodes/account-of.ts'

export type GraphHost = { login: Login; prefix: string }

/** A call as it came in, or as it stood in a batch. */
export type IncomingCall = {
  method: string
  /** After the host, with the version; `/` at least. */
  path: string
  query: URLSearchParams
  body: Readonly<Record<string, unknown>>
  token: string | undefined
  /** Of the simulator, for links. */
  origin: string
}

/** Answers one call of the Graph API, errors included. */
export async function answerCall(
  incoming: IncomingCall,
  host: GraphHost,
  simulation: Simulation,
): Promise<Response> {
  const { login } = host
  const versioned = graphVersion(incoming.path)
  const version = versioned?.version ?? 'v25.0'
  const known = incoming.token === undefined
    ? undefined
    : findGrant(incoming.token, login, simulation)
  let usage: [string, string] | undefined
  try {
    if (versioned === undefined) throw unknownPath(incoming.path.replace(/^\/[^/]+/, ''))
    const outage = simulation.outages.hitting({
      host: host.prefix.slice(1),
      path: incoming.path,
      method: incoming.method,
      ...(known === undefined ? {} : { account: known.accounts[0] ?? '' }),
    })
    if (outage !== undefined) {
      const answer = edgeAnswer(outage)
      if (answer !== undefined) return answer
    }
    if (known !== undefined) usage = usageOf(known, simulation)
    if (outage !== undefined) throw outageError(outage)
    const planned = simulation.graphErrors.take()
    if (planned !== undefined) throw planned

    const rest = versioned.rest
    const value = await answerTokenEndpoint({ incoming, path: rest, login, version, simulation })
    if (value !== undefined) return graphAnswer({ login, version, usage, value })
    const match = matchRoute<GraphEndpoint>(graphEndpoints, incoming.method, rest)
    if (match.route === undefined) throw unknownPath(rest)
    const { route, params } = match

    const grant = authenticate(incoming.token, login, simulation)
    const demo = accountOf(params.id, grant, simulation)
    const call: GraphCall = {
      simulation,
      login,
      version,
      baseUrl: incoming.origin + host.prefix,
      method: incoming.method,
      query: incoming.query,
      body: incoming.body,
      params,
      token: grant.token,
      grant,
      demo,
      account: simulation.world.account(demo.key),
    }
    const meter = { account: demo, grant, useCase: meteredAs(route, call) }
    const cost = Math.max(1, route.cost(call))
    simulation.usage.count(meter, cost)
    usage = simulation.usage.header(meter)
    simulation.usage.check(meter)
    if (route.ability !== undefined && !grant.scopes.includes(scopeOf(login, route.ability))) {
      throw missingPermissionError()
    }
    const answered = await route.answer(call)
    // An answer of the edge, for a call whose success is hidden.
    if (answered instanceof Response) return answered
    const answer = graphAnswer({ login, version, usage, value: answered })
    // For the control API's list of calls; Meta has no such header.
    answer.headers.set('X-Simulator-Cost', String(cost))
    return answer
  } catch (error) {
    if (!(error instanceof GraphError)) throw error
    return graphErrorAnswer({ login, version, usage, error, simulation })
  }
}

function meteredAs(route: GraphEndpoint, call: GraphCall) {
  return typeof route.useCase === 'function' ? route.useCase(call) : route.useCase
}

/** The header for a call that came to nothing: it tells, but does not count. */
function usageOf(grant: Grant, simulation: Simulation) {
  const account = simulation.world.profile(grant.accounts[0] ?? '')
  return simulation.usage.header({ account, grant })
}

function unknownPath(path: string): GraphError {
  return new GraphError(`Unknown path components: ${path}`, { code: 2500 })
}
