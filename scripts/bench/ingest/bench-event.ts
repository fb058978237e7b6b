import { serializeAsMeta } from '../../simulator/webhooks/serialize-as-meta.ts'

/** Whose events are made: accounts that exist, by the id that webhooks name. */
export type Senders = { accounts: string[]; contactsPerAccount: number }

const WORDS =
  'hello is this still available in blue when do you open thanks how much would it cost ' +
  'to send it to https://example.test/a/b?c=1 naïve café größer 👋 🙏 see you tomorrow at the harbour'
const VOCABULARY = WORDS.split(' ')
const FEWEST_WORDS = 3
const MOST_MORE_WORDS = 24
/** A multiplier that scatters neighbouring numbers (Knuth, The Art of Computer Programming, 6.4). */
const SCATTER = 2_654_435_761

/** A body with the events of these numbers, in Meta's escaping, an entry for each account. */
export function deliveryOf(numbers: number[], senders: Senders): string {
  const byAccount = new Map<string, unknown[]>()
  for (const number of numbers) {
    const { account, item } = eventOf(number, senders)
    byAccount.set(account, [...byAccount.get(account) ?? [], item])
  }
  const entry = [...byAccount].map(([id, messaging]) => ({ time: Date.now(), id, messaging }))
  return serializeAsMeta({ object: 'instagram', entry })
}

/** The id of the event of a number: of the length and the make of Instagram's, and never twice. */
export function midOf(number: number, senders: Senders): string {
  const { account, contact } = partiesOf(number, senders)
  const thread = `3402823668417103${contact.padStart(23, '0')}`
  const item = `3${String(number).padStart(34, '0')}`
  return btoa(`ig_dm_item:1:IGMessageID:${account}:${thread}:${item}`).replaceAll('=', 'Z')
}

function eventOf(number: number, senders: Senders): { account: string; item: unknown } {
  const { account, contact } = partiesOf(number, senders)
  const length = FEWEST_WORDS + scatter(number, 3) % MOST_MORE_WORDS
  const text = Array.from(
    { length },
    (_, index) => VOCABULARY[scatter(number + index, 5) % VOCABULARY.length],
  ).join(' ')
  return {
    account,
    item: {
      sender: { id: contact },
      recipient: { id: account },
      timestamp: Date.now(),
      message: { mid: midOf(number, senders), text },
    },
  }
}

function partiesOf(number: number, { accounts, contactsPerAccount }: Senders) {
  const index = scatter(number, 1) % accounts.length
  const contact = scatter(number, 2) % contactsPerAccount
  return { account: accounts[index]!, contact: `5${index}${String(contact).padStart(13, '0')}` }
}

/** The same for the same number, otherwise as good as random; `salt` makes independent series. */
function scatter(number: number, salt: number): number {
  const mixed = Math.imul(number + salt * 7919, SCATTER)
  return Math.imul(mixed ^ (mixed >>> 15), SCATTER) >>> 8
}
