import { verifyWebhook, type WebhookVerification } from '../webhooks/verify-webhook.ts'

const ANSWER_WITHIN_MS = 5_000

export type CallbackAnswer = { status: number | null; text: string; problem: string | null }

/** Addresses of the app that Meta calls beside the webhook; left out ones are not called. */
export type CallbackUrls = { deauthorize?: string | undefined; dataDeletion?: string | undefined }

export type Callbacks = {
  urls: CallbackUrls
  /** The request with which Meta verifies a webhook address. */
  verify(url: string, verifyToken: string): Promise<WebhookVerification>
  /** Sends a signed request as form data. */
  post(url: string, signedRequest: string): Promise<CallbackAnswer>
}

/** Calls the app's own addresses; never rejects. */
export function createCallbacks(
  { urls, fetch, random }: {
    urls: CallbackUrls
    fetch: typeof globalThis.fetch
    random: () => number
  },
): Callbacks {
  return {
    urls,
    verify: (webhookUrl, verifyToken) => verifyWebhook({ webhookUrl, verifyToken, fetch, random }),
    async post(url, signedRequest) {
      try {
        const answer = await fetch(url, {
          method: 'POST',
          headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
          body: new URLSearchParams({ signed_request: signedRequest }).toString(),
          redirect: 'manual',
          signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
        })
        const text = (await answer.text()).slice(0, 2_000)
        const problem = answer.status === 200 ? null : `${url} answered ${answer.status}.`
        return { status: answer.status, text, problem }
      } catch (error) {
        const cause = error instanceof Error ? error.message : String(error)
        return { status: null, text: '', problem: `There was no answer: ${cause}` }
      }
    },
  }
}
