import { localisedTitle } from '../../limits/localised-message.ts'
import { scopeOf } from '../../oauth/scopes.ts'
import type { WorldMedia } from '../../state/simulator-state.ts'
import type { GraphCall } from '../graph-call.ts'
import { missingPermissionError } from '../known-graph-errors.ts'
import type { Story } from '../stories/stories-of.ts'
import { MEDIA_METRIC_NAMES, mediaMetrics, type ProductType } from './media-metrics.ts'
import { type MediaNumbers, mediaNumbers } from './media-numbers.ts'
import {
  breakdownOf,
  insightsError,
  listOf,
  type MetricParams,
  metricsOf,
  splitByWeight,
} from './metric-params.ts'
import { storyNumbers } from './story-numbers.ts'

/** The last version and the last posting day for which media had `impressions`. */
const IMPRESSIONS_UNTIL = { version: 21, postedMs: Date.UTC(2024, 6, 2) }
/** A story seen by fewer has no insights. */
const FEWEST_VIEWERS = 5

/**
 * Insights of a post: all metrics or an error, never a part of them.
 *
 * @throws GraphError 100/2108006 for a post from before the account was a professional one.
 */
export function readMediaInsights(media: WorldMedia, params: MetricParams, call: GraphCall) {
  const { state, behaviour, now } = call.simulation
  refuseWithoutPermission(call)
  const product = media.kind === 'reel' ? 'REELS' : 'FEED'
  const metrics = supportedMetrics(params, product, media.postedAt, call)
  const since = state.engagement.professionalSince[call.demo.key]
  if (since !== undefined && media.postedAt < since) {
    const message = call.login === 'facebook'
      ? 'Invalid parameter'
      : 'The media was posted before the account was converted to a business account'
    throw insightsError(call, message, {
      code: 100,
      subcode: 2_108_006,
      userTitle: 'Media posted before business account conversion',
      userMessage: 'The media was posted before the most recent time that the user’s account ' +
        'was converted to a business account from a personal account.',
    })
  }
  const { insightsLagHours: lagHours, lifetimeValuesFall: falls } = behaviour
  const numbers = mediaNumbers(media, { nowMs: now(), lagHours, falls })
  return answer(media.id, metrics, numbers, params, call)
}

/**
 * Insights of a story, for as long as it is there.
 *
 * @throws GraphError 10 without a subcode when too few people saw it: the same code as for a
 *   missing permission.
 */
export function readStoryInsights(story: Story, params: MetricParams, call: GraphCall) {
  refuseWithoutPermission(call)
  const metrics = supportedMetrics(params, 'STORY', story.postedAt, call)
  const numbers = storyNumbers(story, call.simulation.now(), call.demo.utcOffsetHours)
  if (numbers.reach < FEWEST_VIEWERS) {
    throw insightsError(call, 'Not enough viewers for the media to show insights', { code: 10 })
  }
  return answer(story.id, metrics, numbers, params, call)
}

/** A picture within a carousel has none of its own. */
export function refuseChildInsights(call: GraphCall): never {
  throw insightsError(call, 'The Media Insights API does not support carousel children.', {
    code: 100,
  })
}

function refuseWithoutPermission(call: GraphCall): void {
  if (!call.grant.scopes.includes(scopeOf(call.login, 'insights'))) throw missingPermissionError()
}

function supportedMetrics(
  params: MetricParams,
  product: ProductType,
  postedAt: number,
  call: GraphCall,
): string[] {
  const metrics = metricsOf(params, MEDIA_METRIC_NAMES)
  if (metrics.includes('impressions') && !hasImpressions(call.version, postedAt)) {
    const message = 'Starting from version v22.0 and above, the impressions metric is no longer ' +
      'supported for the queried media.'
    throw insightsError(call, message, { code: 100 })
  }
  const refused = metrics.filter((name) => name !== 'impressions' && !supports(name))
  if (refused.length === 0) return metrics
  const message = `The Media Insights API does not support the ${refused.join(', ')} metric for ` +
    'this media product type.'
  throw insightsError(call, message, { code: 100 })

  function supports(name: string): boolean {
    const metric = mediaMetrics[name]
    if (metric === undefined || !metric.products.includes(product)) return false
    if (name === 'views' && product === 'FEED' && call.simulation.behaviour.feedRefusesViews) {
      return false
    }
    return metric.login === undefined || metric.login === call.login
  }
}

function hasImpressions(version: string, postedAt: number): boolean {
  return Number(version.slice(1, 3)) <= IMPRESSIONS_UNTIL.version &&
    postedAt < IMPRESSIONS_UNTIL.postedMs
}

function answer(
  id: string,
  metrics: readonly string[],
  numbers: MediaNumbers,
  params: MetricParams,
  call: GraphCall,
) {
  const breakdowns = listOf(params.breakdown)
  const { language, mediaBreakdownCase, badBreakdownStatus } = call.simulation.behaviour
  const data = metrics.map((name) => {
    const metric = mediaMetrics[name]
    const value = metric?.value(numbers) ?? numbers.views
    const title = localisedTitle(metric?.title ?? 'Impressions', language)
    const described = { name, period: 'lifetime', title, description: `${title}.` }
    const [breakdown] = breakdowns
    if (breakdown === undefined) {
      return { ...described, values: [{ value }], id: `${id}/insights/${name}/lifetime` }
    }
    if (breakdown === 'follow_type') {
      const message = `Incompatible breakdowns (follow_type) for metric (${name})`
      throw insightsError(call, message, { code: 100 })
    }
    if (metric?.breakdown?.name !== breakdown) {
      const status = badBreakdownStatus
      throw insightsError(call, 'An unknown error has occurred.', { code: 1, status })
    }
    const parts = splitByWeight(value, metric.breakdown.weights).map(([key, part]) =>
      [[mediaBreakdownCase === 'lower' ? key.toLowerCase() : key], part] as const
    )
    const total = { value, breakdowns: breakdownOf([breakdown], parts) }
    return { ...described, total_value: total, id: `${id}/insights/${name}/lifetime` }
  })
  return { data }
}
