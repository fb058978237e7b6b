import { createRandom, seedOf } from '../../world/create-random.ts'
import type { AccountProfile } from '../../world/account-profile.ts'
import { tempers } from '../../world/tempers.ts'

const DAY_MS = 24 * 60 * 60 * 1_000

export type Story = {
  id: string
  kind: 'image' | 'video'
  postedAt: number
  /** People who see it in its 24 hours. */
  viewers: number
}

/**
 * An account's stories of the last 24 hours, newest first. They follow from the account and the
 * day: nothing is kept, and the same time always shows the same stories.
 *
 * @param account Its followers now; a story reaches a few percent of them.
 */
export function liveStories(
  profile: AccountProfile,
  account: { followers: number },
  nowMs: number,
): Story[] {
  return storiesPosted(profile, account, nowMs - DAY_MS, nowMs)
}

/** The stories that an account posts after `fromMs` and up to `untilMs`, newest first. */
export function storiesPosted(
  profile: AccountProfile,
  account: { followers: number },
  fromMs: number,
  untilMs: number,
): Story[] {
  const stories: Story[] = []
  for (let day = Math.floor(untilMs / DAY_MS); day >= Math.floor(fromMs / DAY_MS); day -= 1) {
    const random = createRandom(seedOf('stories', profile.igUserId, day))
    const mean = Math.min(6, tempers[profile.temper].postsAWeek / 2)
    const count = Math.floor(random() * 2 * mean + 0.5)
    for (let slot = 0; slot < Math.min(count, 9); slot += 1) {
      const postedAt = Math.floor((day + random()) * DAY_MS / 1_000) * 1_000
      const share = 0.01 + 0.07 * random()
      const isVideo = random() < 0.5
      if (postedAt <= fromMs || postedAt > untilMs) continue
      stories.push({
        id: storyId(profile, day, slot),
        kind: isVideo ? 'video' : 'image',
        postedAt,
        viewers: Math.floor(account.followers * share),
      })
    }
  }
  return stories.sort((one, other) => other.postedAt - one.postedAt)
}

/** 17 digits, as media ids have; no post's id begins like this. */
function storyId({ igUserId }: AccountProfile, day: number, slot: number): string {
  const account = String(seedOf('story', igUserId) % 100_000_000).padStart(8, '0')
  return `174${account}${String(day).padStart(5, '0')}${slot}`
}
