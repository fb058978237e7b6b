import type { Simulation } from '../simulation.ts'
import type { DemoCustomer } from '../world/demo-customers.ts'
import { ControlError } from './control-error.ts'

/**
 * The customer a control call names: by username, or by id. An id of digits that no demo customer
 * has is a stranger.
 *
 * @param wanted Undefined for any of the account's customers.
 * @throws ControlError 400 for a name the account does not know.
 */
export function findCustomer(
  account: string,
  wanted: string | undefined,
  { world, random }: Simulation,
): { id: string; demo: DemoCustomer } {
  const customers = world.customers(account)
  const anyone = customers[Math.floor(random() * customers.length)]
  if (anyone === undefined) throw new Error(`The account "${account}" has no customers.`)
  if (wanted === undefined) return { id: anyone.id, demo: anyone }
  const known = customers.find(({ id, username }) => id === wanted || username === wanted)
  if (known !== undefined) return { id: known.id, demo: known }
  // A stranger borrows somebody's lines when the call gives no text.
  if (/^\d{1,20}$/.test(wanted)) return { id: wanted, demo: anyone }
  const names = customers.map(({ username }) => username).join(', ')
  throw new ControlError(
    400,
    'unknown_customer',
    `customer is ${JSON.stringify(wanted.slice(0, 60))}: give an id of digits, or one of ${names}.`,
  )
}
