import type { GraphCall } from '../graph-call.ts'
import { GraphError } from '../graph-error.ts'

/** The parameters of an insights call, from the query or from a nested expansion's modifiers. */
export type MetricParams = Readonly<Record<string, string>>

/**
 * The metrics asked for, each once.
 *
 * @param known Every name that the endpoint's own schema accepts. That is more than an account or
 *   a post supports.
 * @throws GraphError 100 that names the position of the first unknown one and lists all known
 *   ones, so that searching the text for one's own metric finds nothing of use.
 */
export function metricsOf(params: MetricParams, known: readonly string[]): string[] {
  const names = listOf(params.metric)
  if (names.length === 0) throw new GraphError('The parameter metric is required', { code: 100 })
  const index = names.findIndex((name) => !known.includes(name))
  if (index >= 0) {
    const message = `metric[${index}] must be one of the following values: ${known.join(', ')}`
    throw new GraphError(message, { code: 100 })
  }
  return [...new Set(names)]
}

/** A comma-separated parameter. */
export function listOf(text: string | undefined): string[] {
  return (text ?? '').split(',').map((name) => name.trim()).filter((name) => name !== '')
}

/** Insights use error types of their host. */
export function insightsError(
  call: GraphCall,
  message: string,
  details: Omit<ConstructorParameters<typeof GraphError>[1], 'type'>,
): GraphError {
  const type = call.login === 'facebook' ? 'OAuthException' : 'IGApiException'
  return new GraphError(message, { ...details, type })
}

/** The parts of a number, with the weights' proportions; they add up to it. */
export function splitByWeight(
  total: number,
  weights: Readonly<Record<string, number>>,
): [name: string, part: number][] {
  const sum = Object.values(weights).reduce((all, weight) => all + weight, 0)
  let rest = total
  const parts = Object.entries(weights).map(([name, weight]): [string, number] => {
    const part = Math.min(rest, Math.floor(total * weight / sum))
    rest -= part
    return [name, part]
  })
  const [first] = parts
  if (first !== undefined) first[1] += rest
  return parts
}

/** `{"breakdowns":[...]}` of a total value; parts that are zero are left out, as Meta does. */
export function breakdownOf(
  dimensions: readonly string[],
  parts: readonly (readonly [values: readonly string[], value: number])[],
) {
  const results = parts.filter(([, value]) => value > 0)
    .map(([dimensionValues, value]) => ({ dimension_values: dimensionValues, value }))
  return [{ dimension_keys: dimensions, ...(results.length === 0 ? {} : { results }) }]
}
