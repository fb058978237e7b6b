import type { Log } from '../simulation.ts'
import { createState } from './create-state.ts'
import { type SimulatorState, simulatorStateSchema } from './simulator-state.ts'
import type { StateStore } from './create-file-store.ts'

/** Enough to look back on; a longer record would make each save slow. Pending ones are all kept. */
const KEPT_MESSAGES = 2_000
const KEPT_FINISHED_DELIVERIES = 500

/**
 * Reads the stored state, or begins a new one. A text that can't be read (an older version, a
 * damaged file) is set aside and said so: a development tool must start nevertheless.
 */
export async function openState(
  { store, now, log }: { store: StateStore; now: () => number; log: Log },
): Promise<SimulatorState> {
  const text = await store.load()
  if (text === undefined) return createState(now())
  const parsed = simulatorStateSchema.safeParse(parseJson(text))
  if (parsed.success) return parsed.data
  const place = await store.setAside()
  log(`The simulator's state could not be read. It was moved to ${place}; a new one begins.`)
  return createState(now())
}

/** The text to store: all that is pending, and the newest part of what is over. */
export function serializeState(state: SimulatorState): string {
  const pending = state.deliveries.filter((delivery) => delivery.state === 'pending')
  const finished = state.deliveries.filter((delivery) => delivery.state !== 'pending')
  return JSON.stringify({
    ...state,
    messages: state.messages.slice(-KEPT_MESSAGES),
    deliveries: [...finished.slice(-KEPT_FINISHED_DELIVERIES), ...pending],
  })
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
