/** What one member says about itself, with the ref by which clients tell its versions apart. */
export type PresenceMeta = { phx_ref: string; phx_ref_prev?: string; [name: string]: unknown }

/** Metas by presence key; several members may share a key. */
export type PresenceList = Record<string, { metas: PresenceMeta[] }>

export type PresenceDiff = { joins: PresenceList; leaves: PresenceList }

/** Who is present in one topic. `Owner` is the member that tracks itself, one entry each. */
export type PresenceState<Owner> = {
  /** @returns undefined when the owner says what it said before. */
  track(owner: Owner, key: string, payload: Record<string, unknown>): PresenceDiff | undefined
  /** @returns undefined when the owner was not present. */
  untrack(owner: Owner): PresenceDiff | undefined
  list(): PresenceList
  isEmpty(): boolean
}

/**
 * Keeps the state of one topic in the form of Phoenix Presence: a change of what a member says is
 * one diff in which the new meta joins and the old one leaves.
 *
 * @param nextRef Gives a text that it never gave before.
 */
export function createPresenceState<Owner>(nextRef: () => string): PresenceState<Owner> {
  const entries = new Map<Owner, { key: string; content: string; meta: PresenceMeta }>()
  const listOf = (key: string, meta: PresenceMeta) => ({ [key]: { metas: [meta] } })

  return {
    track(owner, key, payload) {
      const content = JSON.stringify(payload)
      const old = entries.get(owner)
      if (old?.content === content) return undefined
      const meta = {
        ...payload,
        phx_ref: nextRef(),
        ...(old && { phx_ref_prev: old.meta.phx_ref }),
      }
      entries.set(owner, { key, content, meta })
      return { joins: listOf(key, meta), leaves: old ? listOf(old.key, old.meta) : {} }
    },
    untrack(owner) {
      const old = entries.get(owner)
      if (!old) return undefined
      entries.delete(owner)
      return { joins: {}, leaves: listOf(old.key, old.meta) }
    },
    list() {
      // A presence key is the client's word: without a prototype, `__proto__` is a key like others.
      const list: PresenceList = Object.create(null)
      for (const { key, meta } of entries.values()) (list[key] ??= { metas: [] }).metas.push(meta)
      return list
    },
    isEmpty: () => entries.size === 0,
  }
}
