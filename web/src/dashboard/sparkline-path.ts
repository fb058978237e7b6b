import type { MetricHistory } from './metrics-state.ts'

export type SparklineBox = { from: number; to: number; width: number; height: number }

/** So that a line of few followers gained in a huge account doesn't look like a cliff. */
const LEAST_SPAN_SHARE = 0.002

/**
 * The steps of a metric as the `d` of an SVG path. A value holds until the next snapshot; where
 * values are missing or absent the line is broken, never joined over and never at zero.
 *
 * @param box.to The time up to which the last value is known to hold.
 * @returns An empty string when there is nothing to draw.
 */
export function sparklinePath({ snapshots, hasGap }: MetricHistory, box: SparklineBox): string {
  const points = snapshots.filter(({ observed_at }) => {
    const at = Date.parse(observed_at)
    return at >= box.from && at <= box.to
  })
  const values = points.flatMap(({ value }) => value ?? [])
  if (values.length === 0 || box.to <= box.from) return ''
  const lowest = Math.min(...values)
  const highest = Math.max(...values)
  const span = Math.max(highest - lowest, Math.abs(highest) * LEAST_SPAN_SHARE, 1)
  const middle = (highest + lowest) / 2

  const x = (at: number) => round((at - box.from) / (box.to - box.from) * box.width)
  const y = (value: number) => round(box.height * (0.5 - (value - middle) / span))
  let path = ''
  points.forEach(({ observed_at, value }, index) => {
    if (value === null) return
    const start = Date.parse(observed_at)
    const next = points[index + 1]
    const breaks = index === 0 && hasGap
    const end = breaks ? start : next ? Date.parse(next.observed_at) : box.to
    const previous = points[index - 1]
    const joins = previous !== undefined && previous.value !== null && !(index === 1 && hasGap)
    path += joins ? `V${y(value)}` : `M${x(start)} ${y(value)}`
    path += `H${x(end)}`
  })
  return path
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
