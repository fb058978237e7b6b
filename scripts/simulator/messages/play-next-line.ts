import type { Simulation } from '../simulation.ts'
import { type AccountKey, demoAccounts } from '../world/demo-accounts.ts'
import { type DemoCustomer, demoCustomers } from '../world/demo-customers.ts'
import { isMidTopic, nextLine } from './next-line.ts'
import { sendMessage } from './send-message.ts'

/** Rather go on with a talk than begin another: it reads more naturally. */
const CHANCE_TO_GO_ON = 0.75

/** Lets one person say the next thing: mostly a customer, sometimes the business from its app. */
export function playNextLine(simulation: Simulation): void {
  const { account, customer } = pickCustomer(simulation)
  const line = nextLine(simulation.state, customer, 'any')
  sendMessage(simulation, {
    account,
    customerId: customer.id,
    text: line.text,
    direction: line.isReply ? 'outbound' : 'inbound',
  })
}

function pickCustomer({ state, random }: Simulation) {
  const everyone: { account: AccountKey; customer: DemoCustomer }[] = demoAccounts.flatMap(
    ({ key }) => demoCustomers(key).map((customer) => ({ account: key, customer })),
  )
  const talking = everyone.filter(({ customer }) => isMidTopic(state, customer))
  const candidates = talking.length > 0 && random() < CHANCE_TO_GO_ON ? talking : everyone
  const picked = candidates[Math.floor(random() * candidates.length)]
  if (picked === undefined) throw new Error('The demo accounts have no customers.')
  return picked
}
