import { matchRoute } from '../http/match-route.ts'
import type { Simulation } from '../simulation.ts'
import { getCalls, postCalls } from './call-endpoints.ts'
import { getCdn, postCdn, postCdnFile } from './cdn-endpoints.ts'
import { getClock, postClock } from './clock.ts'
import { ControlError } from './control-error.ts'
import {
  postComment,
  postMention,
  postPageFeed,
  postStoryInsights,
} from './engagement-endpoints.ts'
import { getOverview } from './get-overview.ts'
import { getState } from './get-state.ts'
import { getWorld } from './get-world.ts'
import { postAutoplay } from './post-autoplay.ts'
import { postDelivery } from './post-delivery.ts'
import { postEcho } from './post-echo.ts'
import { postEvent } from './post-event.ts'
import { postGraphError } from './post-graph-error.ts'
import { postMedia } from './post-media.ts'
import { postMessage } from './post-message.ts'
import { postNumbers } from './post-numbers.ts'
import { postVerify } from './post-verify.ts'
import { postWebhookTest } from './post-webhook-test.ts'
import { refuseOtherOrigins } from './refuse-other-origins.ts'
import { providerEndpoints } from './provider-endpoints.ts'
import { behaviourEndpoints, messagingEndpoints, webhookEndpoints } from './settings-endpoints.ts'

const endpoints = [
  ...behaviourEndpoints,
  getCalls,
  getCdn,
  getClock,
  getOverview,
  getState,
  getWorld,
  ...messagingEndpoints,
  postAutoplay,
  postCalls,
  postCdn,
  postCdnFile,
  postClock,
  postComment,
  postDelivery,
  postEcho,
  postEvent,
  postGraphError,
  postMedia,
  postMention,
  postMessage,
  postNumbers,
  postPageFeed,
  postStoryInsights,
  postVerify,
  postWebhookTest,
  ...providerEndpoints,
  ...webhookEndpoints,
]

/**
 * Answers a call of the control API with JSON; refusals are `{"error":{"code","message"}}`.
 *
 * @throws Only what is a fault of the simulator itself.
 */
export async function handleControl(request: Request, simulation: Simulation): Promise<Response> {
  try {
    refuseOtherOrigins(request)
    const { pathname } = new URL(request.url)
    const match = matchRoute(endpoints, request.method, pathname)
    if (match.route === undefined) throw unknownRoute(request.method, pathname, match.allowed)
    return Response.json(await match.route.answer(request, simulation))
  } catch (error) {
    if (!(error instanceof ControlError)) throw error
    const { code, message, status } = error
    return Response.json({ error: { code, message } }, { status })
  }
}

function unknownRoute(method: string, path: string, allowed: string[]): ControlError {
  if (allowed.length > 0) {
    const message = `${path} does not accept ${method}. Use ${allowed.join(' or ')}.`
    return new ControlError(405, 'method_not_allowed', message)
  }
  const known = endpoints.map((endpoint) => `${endpoint.method} ${endpoint.path}`).join(', ')
  return new ControlError(404, 'not_found', `There is no ${path}. There are: ${known}.`)
}
