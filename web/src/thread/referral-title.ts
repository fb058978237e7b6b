const asObject = (value: unknown) =>
  typeof value === 'object' && value !== null ? value as Record<string, unknown> : undefined
const asText = (value: unknown) => typeof value === 'string' && value.trim() ? value : undefined

/**
 * How the contact came to this message, undefined when nothing says so.
 *
 * @param context `public.messages.context`, as the provider sent it.
 */
export function referralTitle(context: Record<string, unknown>): string | undefined {
  const referral = asObject(context.referral)
  if (!referral) return undefined
  const ad = asText(asObject(referral.ads_context_data)?.ad_title)
  if (ad) return `Came from the ad “${ad}”`
  if (referral.ad_id !== undefined || referral.source === 'ADS') return 'Came from an ad'
  if (referral.product !== undefined) return 'Asks about a product'
  const ref = asText(referral.ref)
  return ref ? `Came through the link “${ref}”` : 'Came through a link'
}
