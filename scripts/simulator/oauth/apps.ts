/** An app at a provider. Instagram Login has an id and a secret of its own within a Meta app. */
export type App = { id: string; secret: string; name: string }

export type Apps = {
  instagram: App
  facebook: App
  tiktok: App
  /** Allowed redirect addresses, compared character for character; empty allows every one. */
  redirectUris: readonly string[]
}

/** Ids that suit development; they mean nothing outside the simulator. */
export const developmentAppIds = {
  instagram: '1530000000000001',
  facebook: '1530000000000002',
  tiktok: 'awsandpiperdevelopment',
} as const

/** The apps of a development system: the ids above, with the secrets it was given. */
export function developmentApps(secrets: { instagram: string; meta: string }): Apps {
  const name = 'Sandpiper'
  return {
    instagram: { id: developmentAppIds.instagram, secret: secrets.instagram, name },
    facebook: { id: developmentAppIds.facebook, secret: secrets.meta, name },
    // TikTok signs nothing that a development system checks: one secret more would be in the way.
    tiktok: { id: developmentAppIds.tiktok, secret: secrets.meta, name },
    redirectUris: [],
  }
}
