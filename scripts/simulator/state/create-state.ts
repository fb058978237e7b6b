import { createWorldAccount } from '../world/create-world-account.ts'
import { demoAccount } from '../world/demo-accounts.ts'
import { type SimulatorState, STATE_VERSION } from './simulator-state.ts'

/** A world in which nothing was sent yet; its posts lie in the weeks before `nowMs`. */
export function createState(nowMs: number): SimulatorState {
  return {
    version: STATE_VERSION,
    sequence: 0,
    accounts: {
      harbour: createWorldAccount(demoAccount('harbour'), nowMs),
      northlight: createWorldAccount(demoAccount('northlight'), nowMs),
    },
    conversations: {},
    messages: [],
    deliveries: [],
  }
}
