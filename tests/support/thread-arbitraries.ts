import fc from 'fast-check'
import { scenarioContact, type ScenarioItem, scenarioTime } from './scenario-item.ts'
import { incomingList, threadItem } from './thread-item.ts'

/** Handovers, arrivals by a link, events of unknown kinds, and notes to self. */
export function threadItems(account: string): fc.Arbitrary<ScenarioItem[]> {
  const event = fc.record({
    contact: scenarioContact(account),
    time: scenarioTime,
    list: incomingList,
    what: fc.constantFrom('pass', 'take', 'request', 'referral', 'optin', 'pigeon', 'self'),
    owner: fc.constantFrom('111', '222', null),
  })
  // What has no id of its own is told apart by kind, contact and time, so that there is one at most.
  const isHandover = (what: string) => what === 'pass' || what === 'take'
  type Event = { contact: string; time: number; what: string; owner: string | null }
  const key = ({ contact, time, what, owner }: Event) =>
    [contact, time, what, isHandover(what) ? owner : ''].join()
  return fc.uniqueArray(event, { maxLength: 6, selector: key }).map((events) =>
    events.map(({ contact, time, list, what, owner }) => {
      const about = { account, contact, time }
      switch (what) {
        case 'pass':
        case 'take':
          return threadItem(list, about, {
            [`${what}_thread_control`]: { previous_owner_app_id: '1', new_owner_app_id: owner },
          })
        case 'request':
          return threadItem(list, about, {
            request_thread_control: { requested_owner_app_id: '5' },
          })
        case 'referral':
          return threadItem(list, about, { referral: { ref: `r${time}`, source: 'SHORTLINK' } })
        case 'self': {
          const message = {
            mid: `self-${contact}-${time}`,
            text: 'x',
            is_echo: true,
            is_self: true,
          }
          return threadItem(list, { ...about, byContact: false }, { message })
        }
        default:
          return threadItem(list, about, { [what]: { contact, time } })
      }
    })
  )
}
