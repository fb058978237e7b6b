/** One measured number. */
export type Figure = {
  what: string
  value: number
  unit: string
  /** What the design asks for; left out for figures that only inform. */
  goal?: { atLeast: number } | { atMost: number }
}

/** A bench by name: measures, and stops all that it started. */
export type Bench = (progress: (step: string) => void) => Promise<Figure[]>

/** Whether a figure reaches its goal; one without a goal does. */
export function reachesGoal({ value, goal }: Figure): boolean {
  if (goal === undefined) return true
  return 'atLeast' in goal ? value >= goal.atLeast : value <= goal.atMost
}

/** The figures as a table for people. */
export function formatTable(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => [
    figure.what,
    `${formatValue(figure.value)} ${figure.unit}`,
    goalOf(figure),
    figure.goal === undefined ? '' : reachesGoal(figure) ? 'ok' : 'MISSED',
  ])
  const all = [['what', 'value', 'goal', ''], ...rows]
  const widths = [0, 1, 2, 3].map((column) =>
    Math.max(...all.map((row) => (row[column] ?? '').length))
  )
  return all.map((row) =>
    row.map((text, column) => text.padEnd(widths[column] ?? 0)).join('  ').trimEnd()
  ).join('\n')
}

function goalOf({ goal, unit }: Figure): string {
  if (goal === undefined) return ''
  return 'atLeast' in goal
    ? `at least ${formatValue(goal.atLeast)} ${unit}`
    : `at most ${formatValue(goal.atMost)} ${unit}`
}

function formatValue(value: number): string {
  return value.toLocaleString('en', { maximumFractionDigits: value < 100 ? 1 : 0 })
}
