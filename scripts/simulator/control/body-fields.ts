import { z } from 'zod'

const LONGEST_TEXT = 100_000
/** 2001-09-09 in milliseconds; anything smaller was meant in seconds. */
const EARLIEST_MS = 1_000_000_000_000

/** Fields that several control bodies share; their messages say what to give. */
export const bodyFields = {
  account: z.string({ error: 'give "harbour" or "northlight", or another account’s key.' }),
  customer: z.string({ error: 'give a customer’s username, or an id of digits.' }),
  text: z.string({ error: 'give a text of 1 to 100000 characters.' })
    .min(1, 'give a text of 1 to 100000 characters.')
    .max(LONGEST_TEXT, 'give a text of 1 to 100000 characters.'),
  mid: z.string({ error: 'give a message id of 1 to 1000 characters.' })
    .min(1, 'give a message id of 1 to 1000 characters.')
    .max(1_000, 'give a message id of 1 to 1000 characters.'),
  timestamp: z.int({ error: 'give a time in whole milliseconds since 1970.' })
    .min(EARLIEST_MS, 'give a time in milliseconds since 1970, not in seconds.')
    .max(8_640_000_000_000_000, 'give a time in milliseconds since 1970.'),
  delta: z.int({ error: 'give a whole number, the difference to now.' })
    .min(-1_000_000, 'give a difference of at most a million.')
    .max(1_000_000, 'give a difference of at most a million.'),
}
