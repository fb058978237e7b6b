import { type ConnectedAccounts, SCENARIO_NAMES } from './scenario-accounts.ts'
import { SCENARIO_START } from './scenario-item.ts'

const CDN = 'https://lookaside.fbsbx.com/ig_messaging_cdn/?asset_id=1'
const AT = SCENARIO_START * 1000

function inThread(names: ConnectedAccounts, contact: string, seconds: number, part: object) {
  return {
    sender: { id: `${names.instagram}-${contact}` },
    recipient: { id: names.instagram },
    timestamp: AT + seconds * 1000,
    ...part,
  }
}

/**
 * Deliveries for a new account which together write to every table that receiving writes to; the
 * first alone does so for nearly all of them. Several tell of the same thread.
 */
export function richDeliveries(names: ConnectedAccounts = SCENARIO_NAMES): object[] {
  const mid = (name: string) => `${names.instagram}-${name}`
  const messaging = (...items: object[]) => ({
    object: 'instagram',
    entry: [{ id: names.instagram, time: AT, messaging: items }],
  })
  const text = (name: string, contact: string, seconds: number) =>
    inThread(names, contact, seconds, { message: { mid: mid(name), text: name } })
  const image = { type: 'image', payload: { url: CDN } }
  const comment = {
    id: `${names.instagram}-comment`,
    from: { id: '77', username: 'customer' },
    media: { id: `${names.instagram}-media`, media_product_type: 'FEED' },
    text: 'nice',
  }
  return [
    {
      object: 'instagram',
      entry: [{
        id: names.instagram,
        time: SCENARIO_START,
        messaging: [
          text('m1', 'anna', 1),
          inThread(names, 'anna', 2, { message: { mid: mid('m2'), attachments: [image] } }),
          text('m3', 'anna', 3),
          inThread(names, 'anna', 4, { message: { mid: mid('m3'), is_deleted: true } }),
          inThread(names, 'anna', 5, {
            reaction: { mid: mid('m1'), action: 'react', reaction: 'love', emoji: '❤️' },
          }),
          // Its message is in a later delivery.
          inThread(names, 'anna', 9, {
            message_edit: { mid: mid('m4'), text: 'm4, edited', num_edit: 1 },
          }),
          inThread(names, 'anna', 6, { message_edit: { mid: mid('m5'), num_edit: 0 } }),
          inThread(names, 'anna', 6, { read: { mid: mid('m1') } }),
          inThread(names, 'anna', 7, { carrier_pigeon: 'coo' }),
        ],
        changes: [
          { field: 'comments', value: comment },
          { field: 'mentions', value: { media_id: `${names.instagram}-mentioned` } },
          {
            field: 'story_insights',
            value: { media_id: `${names.instagram}-story`, reach: 44, replies: 0 },
          },
        ],
      }],
    },
    messaging(text('m4', 'anna', 8), text('m6', 'bert', 8)),
    messaging(text('m7', 'bert', 9), text('m8', 'anna', 9), text('m1', 'anna', 1)),
    messaging(text('m9', 'carl', 9)),
  ]
}
