type Account = {
  key: string
  name: string
  username: string
  login: 'instagram' | 'facebook'
  igUserId: string
  temper: string
  followers: number
  follows: number
}
type Numbers = { id: string; postedAt: number; likes: number; comments: number }

/** What `GET /control/state` tells. */
export type StateAnswer = {
  autoplay: boolean
  accounts: (Account & {
    customers: { id: string; username: string; name: string }[]
    media: (Numbers & { kind: string; caption: string })[]
  })[]
  messages: {
    mid: string
    account: string
    customer: string
    text: string
    timestamp: number
    direction: 'inbound' | 'outbound'
    isDeleted?: true
    edits?: number
    reactions?: Record<string, string>
  }[]
  deliveries: {
    id: string
    kind: string
    account: string | null
    summary: string
    attempts: number
    status: number | null
    error: string | null
    state: 'pending' | 'delivered' | 'given_up'
    delivered: boolean
  }[]
  graphCalls: Record<string, number>
}

/** What `GET /control/world` tells. */
export type WorldAnswer = {
  total: number
  accounts: (Account & {
    pageId: string | null
    mediaCount: number
    newest: Numbers | null
    threads: number
  })[]
}
