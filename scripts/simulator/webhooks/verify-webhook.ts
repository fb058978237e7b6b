const ANSWER_WITHIN_MS = 5_000

export type WebhookVerification = {
  ok: boolean
  /** The answer's HTTP status, null when there was no answer. */
  status: number | null
  challenge: string
  /** What stands between the webhook and Meta's acceptance, null when nothing does. */
  problem: string | null
}

/**
 * Performs the GET request with which Meta verifies a callback, and judges the answer: it must be
 * 200 with the challenge as bare text.
 *
 * @param options.random Makes the challenge, ten digits.
 */
export async function verifyWebhook(
  { webhookUrl, verifyToken, fetch, random }: {
    webhookUrl: string
    verifyToken: string
    fetch: typeof globalThis.fetch
    random: () => number
  },
): Promise<WebhookVerification> {
  const challenge = String(1_000_000_000 + Math.floor(random() * 1_000_000_000))
  const url = new URL(webhookUrl)
  url.searchParams.set('hub.mode', 'subscribe')
  url.searchParams.set('hub.challenge', challenge)
  url.searchParams.set('hub.verify_token', verifyToken)
  try {
    const answer = await fetch(url, {
      headers: { 'User-Agent': 'facebookplatform/1.0 (+http://developers.facebook.com)' },
      redirect: 'manual',
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    })
    const problem = problemOf(answer.status, await answer.text(), challenge)
    return { ok: problem === null, status: answer.status, challenge, problem }
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error)
    return { ok: false, status: null, challenge, problem: `There was no answer: ${cause}` }
  }
}

function problemOf(status: number, text: string, challenge: string): string | null {
  if (status === 403) {
    return 'The webhook refused the verify token (403). Give both sides the same META_VERIFY_TOKEN.'
  }
  if (status !== 200) return `The webhook answered ${status} instead of 200.`
  if (text === challenge) return null
  const seen = JSON.stringify(text.slice(0, 60))
  return `The webhook answered ${seen} instead of the bare challenge ${challenge}.`
}
