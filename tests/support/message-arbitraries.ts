import fc from 'fast-check'
import type { JsonObject } from '../../supabase/functions/_shared/meta/webhooks/json-readers.ts'
import { scenarioContact, type ScenarioItem, scenarioTime } from './scenario-item.ts'
import { incomingList, threadItem } from './thread-item.ts'

const CDN = 'https://lookaside.fbsbx.com/ig_messaging_cdn/?asset_id='
const AD = { ref: 'spring', ad_id: '6021', source: 'ADS', type: 'OPEN_THREAD' }
const attached = (type: string, payload: JsonObject): JsonObject => ({
  attachments: [{ type, payload }],
})

/** What a message may hold beside its id. */
const CONTENTS: JsonObject[] = [
  { text: 'hello' },
  { text: 'h\u00e4llo \ud83d\ude00' },
  attached('image', { url: `${CDN}1` }),
  {
    text: 'two',
    attachments: [1, 2].map((n) => ({ type: 'image', payload: { url: `${CDN}${n}` } })),
  },
  attached('ig_reel', { reel_video_id: '17902', title: 'A reel', url: `${CDN}3` }),
  { is_unsupported: true },
  {},
]
const CONTENTS_OF_CONTACT: JsonObject[] = [
  attached('story_mention', { url: `${CDN}4` }),
  { text: 'nice', reply_to: { story: { id: '17900000000000077', url: `${CDN}5` } } },
  { text: 'Yes', quick_reply: { payload: 'YES' } },
  { text: 'price?', referral: AD },
  attached('hologram', { url: `${CDN}6` }),
  { attachments: [{ type: 'ephemeral' }] },
]
const REACTIONS: JsonObject[] = [
  { action: 'react', reaction: 'love', emoji: '\u2764\ufe0f' },
  { action: 'react', reaction: 'laugh', emoji: '\ud83d\ude06' },
  { action: 'react', reaction: 'other', emoji: '\ud83e\udd80' },
  { action: 'unreact' },
]

const byContact = fc.integer({ min: 0, max: 2 }).map((number) => number > 0)

/** One message and all that happens to it. */
function messageStory(account: string) {
  return fc.record({
    contact: scenarioContact(account),
    byContact,
    list: incomingList,
    /** Seldom the message itself never comes, and all else is about one that nobody knows. */
    comes: fc.integer({ min: 0, max: 3 }).map((number) => number > 0),
    time: scenarioTime,
    content: fc.nat(),
    answers: fc.option(fc.nat(5)),
    isPostback: fc.integer({ min: 0, max: 5 }).map((number) => number === 0),
    edits: fc.array(fc.record({ named: fc.boolean(), list: incomingList }), { maxLength: 3 }),
    unsend: fc.option(fc.record({ after: fc.constantFrom(0, 1, 60), list: incomingList }), {
      freq: 2,
    }),
    reactions: fc.array(
      fc.record({
        time: scenarioTime,
        byContact,
        what: fc.constantFrom(...REACTIONS),
        list: incomingList,
      }),
      { maxLength: 4 },
    ),
    seens: fc.array(fc.record({ time: scenarioTime, list: incomingList }), { maxLength: 2 }),
    isAnnounced: fc.boolean(),
  })
}

type Story = ReturnType<typeof messageStory> extends fc.Arbitrary<infer T> ? T : never

/** Messages from both sides, with edits, unsends, reactions and seens. */
export function messageItems(account: string): fc.Arbitrary<ScenarioItem[]> {
  return fc.array(messageStory(account), { minLength: 1, maxLength: 6 }).map((stories) =>
    stories.flatMap((story, index) => {
      const mid = midOf(account, index)
      return [
        ...(story.comes ? [messageItem(account, mid, story)] : []),
        ...editItems(account, mid, story),
        ...laterItems(account, mid, story),
      ]
    })
  )
}

/** Meta leaves the participants out of edits, sometimes, and tells of new messages by edit 0. */
function editItems(account: string, mid: string, story: Story): ScenarioItem[] {
  const { contact, byContact, isAnnounced, edits } = story
  const edit = (list: ScenarioItem['list'], number: number, named: boolean, text: JsonObject) => {
    const time = story.time + number
    const part = { message_edit: { mid, num_edit: number, ...text } }
    const item = threadItem(list, { account, contact, time, byContact }, part)
    return named ? item : { ...item, item: { timestamp: time * 1000, ...part } }
  }
  return [
    ...(isAnnounced ? [edit('messaging', 0, false, {})] : []),
    ...edits.map(({ list, named }, index) =>
      edit(list, index + 1, named, { text: `edit ${index + 1}` })
    ),
  ]
}

function laterItems(account: string, mid: string, story: Story): ScenarioItem[] {
  const { contact, reactions, seens, unsend } = story
  const items = [
    ...reactions.map(({ time, what, list, byContact }) =>
      threadItem(list, { account, contact, time, byContact }, { reaction: { mid, ...what } })
    ),
    ...seens.map(({ time, list }) =>
      threadItem(list, { account, contact, time }, { read: { mid } })
    ),
  ]
  if (unsend) {
    const about = { account, contact, time: story.time + unsend.after, byContact: story.byContact }
    const message = { mid, is_deleted: true, ...echoFlag(story) }
    items.push(threadItem(unsend.list, about, { message }))
  }
  return items
}

function messageItem(account: string, mid: string, story: Story): ScenarioItem {
  const { contact, time, byContact } = story
  const about = { account, contact, time, byContact }
  if (story.isPostback && byContact) {
    return threadItem(story.list, about, { postback: { mid, title: 'Hours', payload: 'HOURS' } })
  }
  const contents = byContact ? [...CONTENTS, ...CONTENTS_OF_CONTACT] : CONTENTS
  const content = contents[story.content % contents.length]!
  const answer: JsonObject = story.answers === null || 'reply_to' in content
    ? {}
    : { reply_to: { mid: midOf(account, story.answers) } }
  return threadItem(story.list, about, {
    message: { mid, ...content, ...answer, ...echoFlag(story) },
  })
}

function midOf(account: string, index: number): string {
  return `aWdf${index}-${account}`
}

function echoFlag({ byContact }: { byContact: boolean }): JsonObject {
  return byContact ? {} : { is_echo: true }
}
