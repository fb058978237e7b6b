import { createMessagingState } from '../messaging/messaging-state.ts'
import { createEngagementState } from '../graph/comments/engagement-state.ts'
import { createOauthState } from '../oauth/oauth-state.ts'
import { createTiktokState } from '../tiktok/tiktok-state.ts'
import { createWorldAccount } from '../world/create-world-account.ts'
import { demoAccount } from '../world/demo-accounts.ts'
import { type SimulatorState, STATE_VERSION } from './simulator-state.ts'

/** A world in which nothing was sent yet; its posts lie in the weeks before `nowMs`. */
export function createState(nowMs: number): SimulatorState {
  return {
    version: STATE_VERSION,
    sequence: 0,
    aheadMs: 0,
    accounts: {
      harbour: createWorldAccount(demoAccount('harbour'), nowMs),
      northlight: createWorldAccount(demoAccount('northlight'), nowMs),
    },
    conversations: {},
    messages: [],
    messaging: createMessagingState(),
    engagement: createEngagementState(),
    oauth: createOauthState(),
    tiktok: createTiktokState(),
    deliveries: [],
  }
}
