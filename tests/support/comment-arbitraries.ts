import fc from 'fast-check'
import type { JsonObject } from '../../supabase/functions/_shared/meta/webhooks/json-readers.ts'
import {
  SCENARIO_START,
  scenarioContact,
  type ScenarioItem,
  scenarioTime,
} from './scenario-item.ts'

/** Comments, live ones too, mentions and story insights of an Instagram account. */
export function commentItems(account: string): fc.Arbitrary<ScenarioItem[]> {
  const comment = fc.record({
    time: scenarioTime,
    author: fc.oneof(scenarioContact(account), fc.constant(account)),
    media: fc.integer({ min: 1, max: 2 }),
    text: fc.constantFrom('nice', '\ud83d\ude00', null),
    live: fc.integer({ min: 0, max: 3 }).map((number) => number === 0),
    parent: fc.option(fc.nat(3)),
  })
  const mention = fc.record({
    time: scenarioTime,
    media: fc.integer({ min: 1, max: 2 }),
    comment: fc.option(fc.integer({ min: 1, max: 2 })),
    field: fc.constantFrom('mentions', 'comments'),
  })
  const insights = fc.record({ time: scenarioTime, media: fc.integer({ min: 1, max: 2 }) })
  const change = (time: number, field: string, value: JsonObject): ScenarioItem => ({
    object: 'instagram',
    account,
    list: 'changes',
    entryTime: time,
    item: { field, value },
  })
  return fc.tuple(
    fc.array(comment, { maxLength: 4 }),
    fc.uniqueArray(mention, {
      maxLength: 3,
      selector: ({ media, comment }) => `${media} ${comment}`,
    }),
    fc.uniqueArray(insights, { maxLength: 3, selector: ({ time, media }) => `${time} ${media}` }),
  ).map(([comments, mentions, stories]) => [
    ...comments.map(({ time, author, media, text, live, parent }, index) =>
      change(time, live ? 'live_comments' : 'comments', {
        id: `${account}-k${index}`,
        from: { id: author, username: `user.${author.slice(-2)}` },
        media: { id: `${account}-p${media}`, media_product_type: 'FEED' },
        ...(text !== null && { text }),
        ...(parent !== null && { parent_id: `${account}-k${parent}` }),
      })
    ),
    ...mentions.map(({ time, media, comment, field }) =>
      change(time, field, {
        media_id: `${account}-x${media}`,
        ...(comment !== null && { comment_id: `${account}-y${comment}` }),
      })
    ),
    ...stories.map(({ time, media }) =>
      change(time, 'story_insights', {
        media_id: `${account}-s${media}`,
        reach: 40 + time - SCENARIO_START,
        exits: -1,
        replies: 0,
      })
    ),
  ])
}

/**
 * Comments on a Facebook Page: added, edited at rising times, hidden, shown and removed at any, also
 * at one and the same. Whatever happens to a comment carries the text that it had at that time.
 */
export function feedCommentItems(page: string): fc.Arbitrary<ScenarioItem[]> {
  const story = fc.record({
    created: scenarioTime,
    author: fc.oneof(scenarioContact(page), fc.constant(page)),
    isAdded: fc.integer({ min: 0, max: 3 }).map((number) => number > 0),
    edits: fc.nat(2),
    states: fc.uniqueArray(
      fc.record({
        verb: fc.constantFrom('hide', 'unhide', 'hide', 'unhide', 'remove'),
        after: fc.constantFrom(1, 2, 60),
      }),
      { maxLength: 4, selector: ({ verb, after }) => `${verb} ${after}` },
    ),
  })
  return fc.array(story, { maxLength: 3 }).map((stories) =>
    stories.flatMap(({ created, author, isAdded, edits, states }, index) => {
      const textAfter = (seconds: number) => `text ${Math.min(edits, seconds)}`
      const change = (verb: string, after: number): ScenarioItem => ({
        object: 'page',
        account: page,
        list: 'changes',
        entryTime: created + after,
        item: {
          field: 'feed',
          value: {
            item: 'comment',
            verb,
            post_id: `${page}_post`,
            comment_id: `${page}_comment${index}`,
            parent_id: `${page}_post`,
            from: { id: author, name: `Name ${author.slice(-2)}` },
            ...(verb !== 'remove' && { message: textAfter(after) }),
            created_time: created,
          },
        },
      })
      return [
        ...(isAdded ? [change('add', 0)] : []),
        // One edit a second: two at one time would have no order.
        ...Array.from({ length: edits }, (_, number) => change('edited', number + 1)),
        ...states.map(({ verb, after }) => change(verb, after)),
      ]
    })
  )
}
