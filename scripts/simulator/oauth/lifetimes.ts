const HOUR_MS = 60 * 60 * 1_000
const DAY_MS = 24 * HOUR_MS

/** Authorization codes are good for an hour, and once (business-login page, 2026-03-13). */
export const CODE_LIFE_MS = HOUR_MS
export const SHORT_LIFE_MS = HOUR_MS
/** About 60 days; the odd seconds are from the reference's own example. */
export const LONG_LIFE_MS = 5_183_944_000
/** A refresh needs a token of at least this age (refresh_access_token reference, 2025-07-17). */
export const REFRESH_AFTER_MS = DAY_MS
/** Facebook says one to two hours. */
export const FACEBOOK_SHORT_LIFE_MS = 1.5 * HOUR_MS
/** After the person's last activity, even when the token is good (general platform knowledge). */
export const DATA_ACCESS_MS = 90 * DAY_MS
