import { matchRoute } from '../http/match-route.ts'
import type { Simulation } from '../simulation.ts'
import { type DemoAccount, demoAccounts, type Login } from '../world/demo-accounts.ts'
import { authenticate } from './authenticate.ts'
import { readMany } from './endpoints/read-many.ts'
import { readMediaList } from './endpoints/read-media-list.ts'
import { readOne } from './endpoints/read-one.ts'
import type { GraphCall } from './graph-call.ts'
import { GraphError } from './graph-error.ts'
import { graphAnswer, graphErrorAnswer } from './graph-answer.ts'
import { graphVersion } from './graph-version.ts'

const endpoints = [readMany, readOne, readMediaList]

/**
 * Answers a call of the Graph API.
 *
 * @param host Which of the two Graph hosts is meant, with the path prefix that stands for it.
 * @returns Meta's answer, errors included.
 * @throws Only what is a fault of the simulator itself.
 */
export function handleGraph(
  request: Request,
  host: { login: Login; prefix: string },
  simulation: Simulation,
): Response {
  const { login, prefix } = host
  const url = new URL(request.url)
  const calls = simulation.graphCalls
  calls.set(url.pathname, (calls.get(url.pathname) ?? 0) + 1)

  const path = url.pathname.slice(prefix.length).replace(/\/$/, '') || '/'
  const versioned = graphVersion(path)
  const version = versioned?.version ?? 'v25.0'
  let demo: DemoAccount | undefined
  try {
    if (versioned === undefined) throw unknownPath(path.replace(/^\/[^/]+/, ''))
    const planned = simulation.graphErrors.take()
    if (planned !== undefined) {
      demo = accountOfToken(request, login)
      throw planned
    }
    const match = matchRoute(endpoints, request.method, versioned.rest)
    if (match.route === undefined) throw unknownPath(versioned.rest)

    const authenticated = authenticate(request, login)
    demo = authenticated.demo
    const call: GraphCall = {
      simulation,
      login,
      version,
      baseUrl: url.origin + prefix,
      query: url.searchParams,
      params: match.params,
      token: authenticated.token,
      demo,
      account: simulation.state.accounts[demo.key],
    }
    simulation.usage.count(demo, Math.max(1, match.route.cost(call)))
    const usage = simulation.usage.header(demo)
    return graphAnswer({ login, version, usage, value: match.route.answer(call) })
  } catch (error) {
    if (!(error instanceof GraphError)) throw error
    const usage = demo === undefined ? undefined : simulation.usage.header(demo)
    return graphErrorAnswer({ login, version, usage, error, random: simulation.random })
  }
}

function accountOfToken(request: Request, login: Login): DemoAccount | undefined {
  const token = new URL(request.url).searchParams.get('access_token') ??
    request.headers.get('Authorization')?.replace(/^Bearer\s+/i, '')
  return demoAccounts.find((account) => account.login === login && account.token === token)
}

function unknownPath(path: string): GraphError {
  return new GraphError(`Unknown path components: ${path}`, { code: 2500 })
}
