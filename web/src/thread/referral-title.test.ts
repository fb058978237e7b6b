import assert from 'node:assert/strict'
import { referralTitle } from './referral-title.ts'

Deno.test('an ad is called by its title, a link by its mark', () => {
  const ad = { source: 'ADS', ref: 'spring', ads_context_data: { ad_title: 'Spring sale' } }
  assert.equal(referralTitle({ referral: ad }), 'Came from the ad “Spring sale”')
  assert.equal(referralTitle({ referral: { ...ad, ads_context_data: 7 } }), 'Came from an ad')
  assert.equal(
    referralTitle({ referral: { ref: 'campaign1' } }),
    'Came through the link “campaign1”',
  )
  assert.equal(referralTitle({ referral: { product: { id: '1' } } }), 'Asks about a product')
  assert.equal(referralTitle({}), undefined)
})
