import type { AccountProfile } from './account-profile.ts'
import { createRandom, pick, seedOf } from './create-random.ts'
import type { DemoCustomer } from './demo-customers.ts'
import { generatedTopics } from './generated-topics.ts'

const CUSTOMERS_OF_AN_ACCOUNT = 24
const TOPICS_OF_A_CUSTOMER = 3
const FIRST = [
  'Ana',
  'Björn',
  'Chloé',
  'Daniyar',
  'Elif',
  'Farid',
  'Grace',
  'Hiro',
  'Ines',
  'Jonas',
]
const LAST = ['Albrecht', 'Banerjee', 'Costa', 'Dubois', 'Eriksen', 'Fontaine', 'Gómez', 'Haas']

/** The people who write to a generated account: always the same ones for the same account. */
export function generatedCustomers(profile: AccountProfile): DemoCustomer[] {
  return Array.from({ length: CUSTOMERS_OF_AN_ACCOUNT }, (_, index) => {
    const random = createRandom(seedOf('customer', profile.key, profile.token, index))
    const first = pick(FIRST, random)
    const last = pick(LAST, random)
    const plain = `${first}.${last}`.toLowerCase().normalize('NFD').replace(/[^a-z.]/g, '')
    return {
      id: `19${profile.igUserId.slice(-6)}${String(index + 1).padStart(8, '0')}`,
      username: `${plain}.${index + 1}`,
      name: `${first} ${last}`,
      topics: Array.from({ length: TOPICS_OF_A_CUSTOMER }, () => pick(generatedTopics, random)),
    }
  })
}
