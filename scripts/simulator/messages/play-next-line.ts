import type { Simulation } from '../simulation.ts'
import type { AccountProfile } from '../world/account-profile.ts'
import type { DemoCustomer } from '../world/demo-customers.ts'
import { pick, type Random } from '../world/create-random.ts'
import { isMidTopic, nextLine } from './next-line.ts'
import { sendMessage } from './send-message.ts'
import { happenInThread } from './thread-event.ts'

/** Rather go on with a talk than begin another: it reads more naturally. */
const CHANCE_TO_GO_ON = 0.75
const CHANCE_OF_A_PICTURE = 0.04
/** Of an answer: that it is read at once, and among those that it is liked. */
const CHANCE_OF_A_READ = 0.6
const CHANCE_OF_A_REACTION = 0.1

/**
 * Lets one person say the next thing: mostly a customer, sometimes the business from its app.
 *
 * @param options.profiles Whose customers may speak; at least one account.
 */
export function playNextLine(
  simulation: Simulation,
  { profiles, atMs, random }: {
    profiles: readonly AccountProfile[]
    atMs: number
    random: Random
  },
): void {
  const { account, customer } = pickCustomer(simulation, profiles, random)
  const line = nextLine(simulation.state, customer, 'any')
  const picture = !line.isReply && random() < CHANCE_OF_A_PICTURE
  sendMessage(simulation, {
    account,
    customerId: customer.id,
    text: picture ? '' : line.text,
    timestamp: atMs,
    direction: line.isReply ? 'outbound' : 'inbound',
    ...(picture ? { content: { kind: 'image', count: 1 } } : {}),
  })
  if (!line.isReply) return
  const then = random()
  const event = then < CHANCE_OF_A_REACTION
    ? { kind: 'react', reaction: 'love', emoji: '❤️' } as const
    : { kind: 'read' } as const
  if (then >= CHANCE_OF_A_READ) return
  const profile = simulation.world.profile(account)
  happenInThread(simulation, { profile, customerId: customer.id, event, atMs: atMs + 1 })
}

function pickCustomer(
  { state, world }: Simulation,
  profiles: readonly AccountProfile[],
  random: Random,
): { account: string; customer: DemoCustomer } {
  const everyone = profiles.flatMap(({ key }) =>
    world.customers(key).map((customer) => ({ account: key, customer }))
  )
  const talking = everyone.filter(({ customer }) => isMidTopic(state, customer))
  return pick(talking.length > 0 && random() < CHANCE_TO_GO_ON ? talking : everyone, random)
}
