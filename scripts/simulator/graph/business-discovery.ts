import type { GraphCall } from './graph-call.ts'
import { GraphError } from './graph-error.ts'
import type { Field } from './parse-fields.ts'

/** What may be read of somebody else's account (business_discovery reference, 2026-08-12). */
const FIELDS = [
  'id',
  'username',
  'name',
  'biography',
  'website',
  'followers_count',
  'follows_count',
  'media_count',
  'profile_picture_url',
  'media',
]
const MEDIA_FIELDS = [
  'id',
  'caption',
  'like_count',
  'comments_count',
  'view_count',
  'media_type',
  'media_product_type',
  'media_url',
  'thumbnail_url',
  'permalink',
  'timestamp',
  'username',
  'children',
]

/**
 * `business_discovery.username(<name>){...}`: another professional account, with Facebook Login
 * only. Its posts page by `.after()`; there is no address of a next page.
 *
 * @param read Reads an account's fields; given by the caller because the two refer to each other.
 * @throws GraphError 110/2207013 for a name that is no professional account.
 */
export function discoverBusiness(
  field: Field,
  call: GraphCall,
  read: (fields: readonly Field[] | undefined, call: GraphCall) => Record<string, unknown>,
): Record<string, unknown> {
  const { world } = call.simulation
  const demo = world.byUsername(field.modifiers.username ?? '')
  if (demo === undefined) {
    throw new GraphError('Invalid user id', {
      code: 110,
      subcode: 2_207_013,
      userTitle: 'Cannot find User',
      userMessage: `The user with username: ${field.modifiers.username ?? ''} cannot be found.`,
    })
  }
  refuseUnknown(field.fields, FIELDS)
  refuseUnknown(field.fields?.find(({ name }) => name === 'media')?.fields, MEDIA_FIELDS)
  const found = read(field.fields, { ...call, demo, account: world.account(demo.key) })
  if (!isRecord(found.media) || !isRecord(found.media.paging)) return found
  return { ...found, media: { ...found.media, paging: { cursors: found.media.paging.cursors } } }
}

function refuseUnknown(fields: readonly Field[] | undefined, known: readonly string[]): void {
  const unknown = fields?.find(({ name }) => !known.includes(name))
  if (unknown === undefined) return
  throw new GraphError(`Tried accessing nonexisting field (${unknown.name})`, { code: 100 })
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
