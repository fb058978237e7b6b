import type { Json } from '../../parse-meta-json.ts'
import type { DeliveryEvent } from '../delivery-event.ts'

/** What the checks of the tables allow, by the names of the effects' fields. */
const LONGEST: Record<string, number> = {
  contact: 64,
  mid: 800,
  reply_to: 800,
  text: 20_000,
  url: 4_000,
  title: 3_000,
  kind: 40,
  emoji: 40,
  reaction: 40,
  owner_app_id: 64,
  comment_id: 100,
  media_id: 100,
  parent_id: 100,
  author_id: 64,
  author_username: 100,
  author_name: 200,
  media_product_type: 40,
  ad_id: 100,
  ad_title: 500,
  original_media_id: 100,
}
const NOT_EMPTY = /(^|_)(id|mid|contact|emoji|reaction|kind|reply_to)$/
const TIMES = new Set(['at', 'expires_at'])
const ISO_TIME = /^(19[7-9]\d|[2-9]\d{3})-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/

/** Says what of an event the tables would refuse. */
export function findEffectFaults({ effect, payload }: DeliveryEvent): string[] {
  if (!effect) return payload === undefined ? ['neither an effect nor a payload'] : []
  const faults = fieldFaults(effect as unknown as { [key: string]: Json })
  if (effect.type === 'message') {
    const keeps = effect.kind === 'unknown' || effect.kind === 'unsupported'
    if (keeps !== (payload !== undefined)) faults.push(`payload of a message ${effect.kind}`)
    const { context, attachments } = effect
    if (new TextEncoder().encode(spacedJson(context)).length > 16_000) faults.push('context')
    if (attachments.length > 100) faults.push('attachments')
    faults.push(...attachments.flatMap((attachment) => fieldFaults(attachment)))
  } else if (payload !== undefined) faults.push(`payload of ${effect.type}`)
  if (effect.type === 'edit' && !(effect.edit_count >= 1 && effect.edit_count < 32_768)) {
    faults.push('edit_count')
  }
  if (effect.type === 'story_insights') {
    for (const reading of effect.readings) {
      if (!/^[a-z_]{1,60}$/.test(reading.metric)) faults.push('metric')
      if ('value' in reading && !(Number.isSafeInteger(reading.value) && reading.value >= 0)) {
        faults.push('value')
      }
    }
  }
  return faults
}

function fieldFaults(fields: { [key: string]: Json }): string[] {
  return Object.entries(fields).flatMap(([name, value]) => {
    if (typeof value !== 'string') return []
    const tooLong = value.length > (LONGEST[name] ?? Infinity)
    const empty = value === '' && NOT_EMPTY.test(name)
    const noTime = TIMES.has(name) && !ISO_TIME.test(value)
    const lone = !value.isWellFormed()
    return tooLong || empty || noTime || lone ? [`${name}: ${value.slice(0, 80)}`] : []
  })
}

/** JSON as jsonb writes it: with blanks, and numbers with all their digits. */
function spacedJson(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(spacedJson).join(', ')}]`
  if (typeof value === 'number') return '9'.repeat(Math.abs(value) > 1e20 ? 310 : 25)
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const members = Object.entries(value)
  return `{${members.map(([k, v]) => `${JSON.stringify(k)}: ${spacedJson(v)}`).join(', ')}}`
}
