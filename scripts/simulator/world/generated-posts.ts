import type { AccountProfile } from './account-profile.ts'
import { createRandom, pick, seedOf } from './create-random.ts'
import type { DemoPost, PublishedPost } from './demo-posts.ts'
import { between } from './generate-profile.ts'
import { tempers } from './tempers.ts'

const HOURS_A_WEEK = 7 * 24
const CAPTIONS = [
  'Good morning from all of us ☀️',
  'New in the window this week. Come and have a look.',
  'OPEN EVENING 📅 {date +6}, 19:00 at our place. Free entry.',
  'Behind the scenes 🎬 #smallbusiness',
  'WORKSHOP for beginners, {date +12} at 16:00, 35 € a person. Message us to book.',
  'Thank you for a wonderful weekend 💛',
  'Gewinnspiel 🎉 Kommentiere bis {datum +5} und markiere eine Freundin.',
  'Three things you asked us last week, answered.',
  'Closed on {date +3}, back the day after.',
  'Before and after. Which one do you like better?',
]
const KINDS = ['image', 'image', 'carousel', 'reel'] as const

/** What a generated account has published when the world begins, newest first. */
export function generatedPosts(profile: AccountProfile): PublishedPost[] {
  const random = createRandom(seedOf('posts', profile.key, profile.token))
  const { posts, postsAWeek } = tempers[profile.temper]
  const gapHours = HOURS_A_WEEK / postsAWeek
  let ageHours = gapHours * random()
  return Array.from({ length: between(posts, random) }, (_, index) => {
    const post = { ...generatedPost(profile, index), ageHours }
    ageHours += gapHours * (0.3 + 1.4 * random())
    return post
  })
}

/** A generated account's post of a number; what it says and how well it does follow from that. */
export function generatedPost(profile: AccountProfile, number: number): DemoPost {
  const random = createRandom(seedOf('post', profile.key, profile.token, number))
  // Log-normal: most posts do about as well as the last one, a few many times better.
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  const appeal = profile.followers * tempers[profile.temper].appeal * Math.exp(0.8 * normal)
  return {
    kind: pick(KINDS, random),
    caption: pick(CAPTIONS, random),
    appeal: Math.max(1, Math.round(appeal)),
    ...(random() < 0.04 ? { hidesLikes: true } : {}),
  }
}
