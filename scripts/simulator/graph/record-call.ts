import type { Simulation } from '../simulation.ts'

/** Notes that a call of Graph came in, under its path without the query. */
export function recordCall(simulation: Simulation, path: string): void {
  simulation.graphCalls.set(path, (simulation.graphCalls.get(path) ?? 0) + 1)
}
