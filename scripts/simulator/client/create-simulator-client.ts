import type { CdnFault } from '../cdn/create-cdn-faults.ts'
import type { LoggedCall } from '../control/create-call-log.ts'
import type { ThreadEvent } from '../messages/thread-event.ts'
import type { MessagingSettings } from '../messaging/messaging-settings.ts'
import type { MessageContent } from '../webhooks/payloads/message-content.ts'
import type { WebhookSettings } from '../webhooks/webhook-settings.ts'
import type { StateAnswer, WorldAnswer } from './answers.ts'

/** What the client needs to reach the simulator: `fetch`, or the `handle` of one in this process. */
export type Send = (request: Request) => Promise<Response>

type Kind<Union extends { kind: string }> = { kind: Union['kind'] } & Record<string, unknown>
type Sent = { deliveryIds: string[] }
type Attempted = {
  deliveryId: string
  status: number | null
  error: string | null
  delivered: boolean
}

export type SimulatorClient = ReturnType<typeof createSimulatorClient>

/**
 * A typed client of the control API, for tests: they play customers and Meta's moods with it, and
 * assert on the calls that were made.
 *
 * @param url Where the simulator is reached, for example `http://127.0.0.1:54331`.
 */
export function createSimulatorClient(url: string, send: Send = fetch) {
  async function call<Answer>(method: 'GET' | 'POST', path: string, body?: unknown) {
    const init = body === undefined ? { method } : { method, body: JSON.stringify(body) }
    const response = await send(new Request(new URL(`/control/${path}`, url), init))
    const answer = await response.json()
    if (response.ok) return answer as Answer
    throw new Error(`The simulator refused ${path} (${response.status}): ${answer.error.message}`)
  }
  const get = <Answer>(path: string) => call<Answer>('GET', path)
  const post = <Answer>(path: string, body: unknown = {}) => call<Answer>('POST', path, body)

  return {
    /** A customer writes; see `messageContentSchema` for what a message can hold. */
    message: (message: {
      account: string
      customer?: string
      text?: string
      content?: Kind<MessageContent>
      mid?: string
      timestamp?: number
      copies?: number
    }) => post<Sent & { mid: string; customerId: string; deliveryId?: string }>('message', message),
    /** The business writes in the Instagram app. */
    echo: (message: { account: string; customer?: string; text?: string; isSelf?: boolean }) =>
      post<{ mid: string; customerId: string; deliveryId?: string }>('echo', message),
    /** A customer reacts, reads, takes back, taps; see `threadEventSchema`. */
    event: (event: { account: string; customer?: string; event: Kind<ThreadEvent> }) =>
      post<Sent & { mid: string | null; customerId: string }>('event', event),
    comment: (comment: {
      account: string
      mediaId?: string
      text?: string | null
      author?: { id: string | null; username: string }
      parentId?: string
      live?: boolean
    }) => post<Sent & { commentId: string; mediaId: string }>('comment', comment),
    mention: (mention: { account: string; mediaId?: string; commentId?: string }) =>
      post<Sent>('mention', mention),
    storyInsights: (story: { account: string; mediaId?: string; reach?: number }) =>
      post<Sent>('story-insights', story),
    pageFeed: (change: { account: string; item?: string; verb?: string }) =>
      post<Sent>('page-feed', change),
    /** The account publishes its next post. */
    publish: (account: string) => post<{ mediaId: string; caption: string }>('media', { account }),
    numbers: (change: {
      account: string
      followers?: number
      mediaId?: string
      likes?: number
      comments?: number
    }) =>
      post<{ followers: number; media: { id: string; likes: number; comments: number } }>(
        'numbers',
        change,
      ),

    /** Any body, sent once unless it is to be repeated. */
    deliver: (delivery: {
      body: unknown
      secret?: 'instagram' | 'meta' | 'wrong'
      retry?: boolean
    }) => post<Attempted>('delivery', delivery),
    webhookTest: (form: 'changes' | 'messaging' = 'changes') =>
      post<Attempted>('webhook-test', { form }),
    verify: () => post<{ ok: boolean; problem: string | null }>('verify'),
    /** Changes how deliveries go wrong; nothing to bring the defaults back. */
    webhooks: (settings: Partial<WebhookSettings> = {}) =>
      post<WebhookSettings>('webhooks', settings),
    messaging: (settings: Partial<MessagingSettings> = {}) =>
      post<MessagingSettings>('messaging', settings),
    cdnFault: (fault: { what: CdnFault['what']; match?: string; times?: number }) =>
      post<{ faults: CdnFault[] }>('cdn', { fault }),
    cdnFile: (kind: 'image' | 'video' | 'audio' | 'file' | 'story' = 'image') =>
      post<{ url: string }>('cdn-file', { kind }),
    /** The next calls of Graph fail. */
    graphError: (error: { code: number; subcode?: number; status?: number; times?: number }) =>
      post<unknown>('graph-error', error),

    autoplay: (on: boolean) => post<{ on: boolean }>('autoplay', { on }),
    clock: () => get<{ now: number; speed: number; aheadMs: number }>('clock'),
    advance: (advanceMs: number) => post<{ now: number }>('clock', { advanceMs }),
    speed: (speed: number) => post<{ now: number; speed: number }>('clock', { speed }),

    state: () => get<StateAnswer>('state'),
    world: (offset = 0, limit = 100) => get<WorldAnswer>(`world?offset=${offset}&limit=${limit}`),
    /** The calls of the APIs after the one of an id, oldest first. */
    calls: async (after = 0) => (await get<{ calls: LoggedCall[] }>(`calls?after=${after}`)).calls,
    clearCalls: () => post<unknown>('calls', { clear: true }),
  }
}
