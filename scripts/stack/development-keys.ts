/**
 * Keys of every local stack: the same everywhere, as with `supabase start`, so that they can stand
 * in scripts and bookmarks. They open nothing but databases on 127.0.0.1.
 */
export const DEVELOPMENT_KEYS = {
  publishable: 'sb_publishable_local_development_only',
  secret: 'sb_secret_local_development_only',
  jwtSecret: 'local-development-only-jwt-secret-of-32-characters-or-more',
} as const

/** The people of `supabase/seed.sql`; one password for all of them. */
export const DEMO_LOGIN = {
  /** A member of both demo workspaces. */
  email: 'demo@sandpiper.test',
  password: 'sandpiper-demo',
} as const
