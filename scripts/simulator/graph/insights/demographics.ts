import { createRandom, seedOf } from '../../world/create-random.ts'
import type { GraphCall } from '../graph-call.ts'
import { breakdownOf, insightsError, type MetricParams, splitByWeight } from './metric-params.ts'

/** Meta shows the largest 45 parts. */
const MOST_PARTS = 45
const VALUES: Readonly<Record<string, readonly string[]>> = {
  age: ['13-17', '18-24', '25-34', '35-44', '45-54', '55-64', '65+'],
  gender: ['F', 'M', 'U'],
  country: ['DE', 'GB', 'US', 'FR', 'NL', 'AT', 'CH', 'ES', 'IT', 'SE', 'DK', 'PL', 'BR', 'JP'],
  city: [
    'Hamburg, Hamburg',
    'Berlin, Berlin',
    'London, England',
    'Bremen, Bremen',
    'Paris, Île-de-France',
    'New York, New York',
    'Amsterdam, North Holland',
    'Wien, Wien',
  ],
}
/** Listed on the page, but no longer accepted since v20. */
const OLD_TIMEFRAMES = ['last_14_days', 'last_30_days', 'last_90_days', 'prev_month']
const TIMEFRAMES = ['this_week', 'this_month']

/**
 * Who follows, or engages with, an account: parts without a total. With a timeframe that becomes
 * the first dimension. The parts may add up to less than the followers.
 *
 * @param people How many the parts come from.
 * @throws GraphError 100 for an old or unknown timeframe or breakdown.
 */
export function demographicsOf(
  name: string,
  people: number,
  breakdowns: readonly string[],
  params: MetricParams,
  call: GraphCall,
) {
  const { timeframe } = params
  if (timeframe !== undefined && !TIMEFRAMES.includes(timeframe)) {
    const message = OLD_TIMEFRAMES.includes(timeframe)
      ? `The timeframe ${timeframe} is no longer supported. Use this_week or this_month.`
      : `timeframe must be one of the following values: ${TIMEFRAMES.join(', ')}`
    throw insightsError(call, message, { code: 100 })
  }
  const unknown = breakdowns.find((dimension) => VALUES[dimension] === undefined)
  if (unknown !== undefined) {
    const status = call.simulation.behaviour.badBreakdownStatus
    throw insightsError(call, 'An unknown error has occurred.', { code: 1, status })
  }
  if (breakdowns.length === 0) return {}
  let parts: [values: string[], value: number][] = [[[], Math.floor(people * 0.94)]]
  for (const dimension of breakdowns) {
    parts = parts.flatMap(([values, total]) =>
      splitByWeight(total, weightsOf(name, dimension, call)).map(
        ([value, part]): [string[], number] => [[...values, value], part],
      )
    )
  }
  const prefix = timeframe === undefined ? [] : [timeframe.toUpperCase()]
  const keys = timeframe === undefined ? breakdowns : ['timeframe', ...breakdowns]
  const shown = parts.toSorted(([, one], [, other]) => other - one).slice(0, MOST_PARTS)
    .map(([values, value]) => [[...prefix, ...values], value] as const)
  return { breakdowns: breakdownOf(keys, shown) }
}

function weightsOf(name: string, dimension: string, call: GraphCall) {
  const random = createRandom(seedOf(name, dimension, call.demo.igUserId))
  const values = VALUES[dimension] ?? []
  return Object.fromEntries(values.map((value, place) => [value, (0.3 + random()) / (place + 1)]))
}
