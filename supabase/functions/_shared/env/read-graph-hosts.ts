import { type EnvSource, optionalEnv } from './read-env.ts'

/** Which version of the Graph API to call, and where each login's host is. */
export type GraphHosts = { version: string; baseUrls: Record<string, string> }

/** Reads the optional settings of the Graph API; without them it is Meta's own. */
export function readGraphHosts(env: EnvSource): GraphHosts {
  return {
    version: optionalEnv(env, 'GRAPH_VERSION') ?? 'v25.0',
    baseUrls: {
      instagram: optionalEnv(env, 'INSTAGRAM_GRAPH_URL') ?? 'https://graph.instagram.com',
      facebook: optionalEnv(env, 'FACEBOOK_GRAPH_URL') ?? 'https://graph.facebook.com',
    },
  }
}
