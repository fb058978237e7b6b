import type { GraphCall } from '../graph-call.ts'
import { pageList } from '../page-list.ts'
import type { Field } from '../parse-fields.ts'
import { selectFields } from '../select-fields.ts'
import { liveStories } from './stories-of.ts'
import { storyFields } from './story-fields.ts'

/** The account's stories as a list of one page; nobody has so many that a second is needed. */
export function listStories(call: GraphCall, fields: readonly Field[] | undefined) {
  const { demo, account, simulation } = call
  return pageList(liveStories(demo, account, simulation.now()), {
    call,
    path: `${demo.igUserId}/stories`,
    options: { fields },
    most: 100,
    keyOf: ({ id }) => id,
    read: (story) => selectFields(story, storyFields, fields, call),
  })
}
