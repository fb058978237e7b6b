import { z } from 'zod'
import {
  requestDataDeletion,
  type Revocation,
  REVOCATIONS,
  revokeAccess,
} from '../oauth/revoke-access.ts'
import { bodyFields } from './body-fields.ts'
import { type ControlEndpoint, controlPost } from './control-endpoint.ts'
import { definedOf } from './defined-of.ts'
import { findAccount } from './find-account.ts'

const LONGEST_OUTAGE_SECONDS = 30 * 24 * 60 * 60
const reasons = Object.keys(REVOCATIONS) as Revocation[]
const status = z.int({ error: 'give an HTTP status from 400 to 599.' }).min(400).max(599)

/** `GET /control/limits`: how much of each allowance is used, in percent. */
const getLimits: ControlEndpoint = {
  method: 'GET',
  path: '/control/limits',
  answer: (_request, { usage }) => ({ usedPercent: usage.overview() }),
}

/** `GET /control/outages`: what fails now. */
const getOutages: ControlEndpoint = {
  method: 'GET',
  path: '/control/outages',
  answer: (_request, { outages }) => ({ outages: outages.active() }),
}

/** `POST /control/outage`: a part of the APIs, or all of them, fails for a time. */
const postOutage = controlPost({
  path: '/control/outage',
  body: z.strictObject({
    host: z.string({ error: 'give a host, for example "graph.instagram.com".' }).optional(),
    path: z.string({ error: 'give a part of the path, for example "/insights".' }).optional(),
    method: z.enum(['GET', 'POST', 'DELETE'], { error: 'give GET, POST or DELETE.' }).optional(),
    account: bodyFields.account.optional(),
    code: z.int({ error: 'give Meta’s error code.' }).min(1).optional(),
    subcode: z.int({ error: 'give Meta’s error subcode.' }).min(1).optional(),
    status: status.optional(),
    body: z.enum(['error', 'html', 'empty'], { error: 'give "error", "html" or "empty".' })
      .default('error'),
    share: z.number({ error: 'give the share of calls, from 0 to 1.' }).min(0).max(1).default(1),
    seconds: z.number({ error: 'give how long it lasts in seconds.' })
      .positive('give how long it lasts in seconds.')
      .max(LONGEST_OUTAGE_SECONDS, 'give at most 30 days.'),
  }),
  run({ seconds, body, share, ...scope }, simulation) {
    if (scope.account !== undefined) findAccount(scope.account, simulation)
    const untilMs = simulation.now() + seconds * 1_000
    return simulation.outages.begin({ ...definedOf(scope), body, share, untilMs })
  },
})

/** `POST /control/outage-end`: ends one outage, or all of them. */
const postOutageEnd = controlPost({
  path: '/control/outage-end',
  body: z.strictObject({ id: z.string({ error: 'give an outage’s id.' }).optional() }),
  run({ id }, { outages }) {
    const ended = outages.active().filter((outage) => id === undefined || outage.id === id)
    ended.forEach((outage) => outages.end(outage.id))
    return { ended: ended.map((outage) => outage.id) }
  },
})

/** `POST /control/revoke`: ends an account's tokens, and calls the deauthorize callback. */
const postRevoke = controlPost({
  path: '/control/revoke',
  body: z.strictObject({
    account: bodyFields.account,
    reason: z.enum(reasons, { error: `give one of ${reasons.join(', ')}.` }).default('app_removed'),
  }),
  async run({ account, reason }, simulation) {
    const { profile } = findAccount(account, simulation)
    return { callback: await revokeAccess(profile, reason, simulation) }
  },
})

/** `POST /control/data-deletion`: calls the data-deletion callback, and judges its answer. */
const postDataDeletion = controlPost({
  path: '/control/data-deletion',
  body: z.strictObject({ account: bodyFields.account }),
  async run({ account }, simulation) {
    const { profile } = findAccount(account, simulation)
    return { callback: await requestDataDeletion(profile, simulation) }
  },
})

/** `POST /control/professional-since`: posts from before that time have no insights. */
const postProfessionalSince = controlPost({
  path: '/control/professional-since',
  body: z.strictObject({ account: bodyFields.account, at: bodyFields.timestamp.nullable() }),
  run({ account, at }, simulation) {
    findAccount(account, simulation)
    const { professionalSince } = simulation.state.engagement
    if (at === null) delete professionalSince[account]
    else professionalSince[account] = at
    simulation.changed()
    return { account, at }
  },
})

/** What providers do to an app: limits, outages, revocation, callbacks. */
export const providerEndpoints: readonly ControlEndpoint[] = [
  getLimits,
  getOutages,
  postOutage,
  postOutageEnd,
  postRevoke,
  postDataDeletion,
  postProfessionalSince,
]
