/** A read of the web app's, with other values each time. */
export type InboxQuery = {
  name: string
  /** The SQL of each sample; taken in turn. */
  samples: string[]
  /** What the pages promise; left out for what has no promise. */
  mostMs?: number
  /** The function that it calls, which may not be there. */
  needs?: string
  /** The filter of a list whose plan inside the function is wanted. */
  filter?: string
  /** The member who asks, when it is another than most. */
  userId?: string
  /** What to look for in its plan. */
  look: string
}

/** Rows of a page. */
export const PAGE = 30
/** What a page of the list or of a thread may take. */
export const PAGE_GOAL = { mostMs: 10 }
/** What a search, or a list that is searched, may take. */
export const SEARCH_GOAL = { mostMs: 50 }

/** The answer is made into JSON in the database, as the Data API has it done. */
export function asJson(select: string): string {
  return `select coalesce(json_agg(page), '[]') from (${select}) as page`
}
