import { playNextLine } from '../messages/play-next-line.ts'
import type { Simulation } from '../simulation.ts'
import type { WorldMedia } from '../state/simulator-state.ts'
import type { AccountProfile } from '../world/account-profile.ts'
import { createAgenda } from '../world/create-agenda.ts'
import { createRandom, exponential, seedOf } from '../world/create-random.ts'
import { isDemo } from '../world/demo-accounts.ts'
import { LIVELIEST, livelinessAt } from '../world/hour-profile.ts'
import { publishMedia } from '../world/publish-media.ts'
import { moveFollowers } from '../world/move-followers.ts'
import { nextStepMs, stepPost } from '../world/step-post.ts'
import { tempers } from '../world/tempers.ts'
import { commentArrives } from './comment-arrives.ts'

const HOUR_MS = 60 * 60 * 1_000
const DAY_MS = 24 * HOUR_MS
/** A demo shows something within a minute, whatever the hour. */
const DEMO = { shortestPauseMs: 8_000, longestPauseMs: 20_000, postGapMs: 6 * HOUR_MS }
const FOLLOWERS_EVERY_MS = { demo: 5_000, generated: 10 * 60 * 1_000 }
/** A post that goes viral gets more comments in a step than anybody reads. */
const MOST_COMMENTS_OF_A_STEP = 20

type Happening =
  | { what: 'demo-talk' }
  | { what: 'talk' | 'publish' | 'followers'; profile: AccountProfile }
  | { what: 'post'; profile: AccountProfile; media: WorldMedia }

export type Life = { liveUntil(nowMs: number): void }

/**
 * The life of all accounts, one happening after the other, each at a time of its own: the same
 * seed gives the same life, however often and in whatever steps `liveUntil` is called.
 */
export function createLife(simulation: Simulation, seed: number): Life {
  const { world } = simulation
  const random = createRandom(seedOf('life', seed))
  const agenda = createAgenda<Happening>()
  const followed = new WeakSet<WorldMedia>()
  const demos = world.profiles.filter(isDemo)
  const startMs = simulation.now()

  if (demos.length > 0) agenda.add(startMs + DEMO.shortestPauseMs, { what: 'demo-talk' })
  for (const profile of world.profiles) {
    for (const media of world.account(profile.key).media) {
      media.steppedAt = Math.max(media.steppedAt, startMs)
      follow(profile, media)
    }
    agenda.add(startMs + followersEveryMs(profile), { what: 'followers', profile })
    agenda.add(startMs + postGapMs(profile), { what: 'publish', profile })
    if (!isDemo(profile)) agenda.add(startMs + talkGapMs(profile), { what: 'talk', profile })
  }

  function follow(profile: AccountProfile, media: WorldMedia): void {
    if (followed.has(media)) return
    followed.add(media)
    agenda.add(nextStepMs(media), { what: 'post', profile, media })
  }

  function happen(atMs: number, item: Happening): void {
    if (item.what === 'demo-talk') {
      playNextLine(simulation, { profiles: demos, atMs, random })
      const spread = DEMO.longestPauseMs - DEMO.shortestPauseMs
      agenda.add(atMs + DEMO.shortestPauseMs + Math.floor(random() * spread), item)
      return
    }
    const { profile } = item
    const account = world.account(profile.key)
    if (item.what === 'post') return stepOnePost(atMs, item)
    if (item.what === 'followers') {
      moveFollowers(account, { profile, atMs, elapsedMs: followersEveryMs(profile), random })
      for (const media of account.media) {
        if (followed.has(media)) break
        follow(profile, media)
      }
      agenda.add(atMs + followersEveryMs(profile), item)
      return
    }
    const isLively = random() < livelinessAt(atMs, profile.utcOffsetHours) / LIVELIEST
    if (item.what === 'publish') {
      if (isLively || isDemo(profile)) follow(profile, publishMedia(profile, account, atMs))
      agenda.add(atMs + postGapMs(profile), item)
      return
    }
    if (isLively) playNextLine(simulation, { profiles: [profile], atMs, random })
    agenda.add(atMs + talkGapMs(profile), item)
  }

  function stepOnePost(atMs: number, item: Happening & { what: 'post' }): void {
    const { profile, media } = item
    // The post may have been deleted meanwhile.
    if (!world.account(profile.key).media.includes(media)) return
    const sinceMs = media.steppedAt
    const { contagion } = tempers[profile.temper]
    const { utcOffsetHours } = profile
    const came = stepPost(media, { untilMs: atMs, contagion, utcOffsetHours, random })
    for (let index = 0; index < Math.min(came.comments, MOST_COMMENTS_OF_A_STEP); index += 1) {
      const createdAt = Math.floor(sinceMs + (atMs - sinceMs) * random())
      commentArrives(simulation, { profile, media, createdAt, counts: false })
    }
    agenda.add(nextStepMs(media), item)
  }

  // The chance of each candidate falls with the hour, so candidates come as in the liveliest one.
  function postGapMs(profile: AccountProfile): number {
    if (isDemo(profile)) return exponential(DEMO.postGapMs, random)
    return exponential(7 * DAY_MS / tempers[profile.temper].postsAWeek / LIVELIEST, random)
  }

  function talkGapMs(profile: AccountProfile): number {
    return exponential(DAY_MS / tempers[profile.temper].messagesADay / LIVELIEST, random)
  }

  return {
    liveUntil(nowMs) {
      let changed = false
      for (let due = agenda.takeDue(nowMs); due; due = agenda.takeDue(nowMs)) {
        happen(Math.floor(due.atMs), due.item)
        changed = true
      }
      if (changed) simulation.changed()
    },
  }
}

function followersEveryMs(profile: AccountProfile): number {
  return isDemo(profile) ? FOLLOWERS_EVERY_MS.demo : FOLLOWERS_EVERY_MS.generated
}
