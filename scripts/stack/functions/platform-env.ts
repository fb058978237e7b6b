/**
 * The variables that the platform gives to every function, by their names there:
 * supabase.com/docs/guides/functions/secrets. The two legacy names hold the new keys, since this
 * stack has no keys of the old kind; @supabase/supabase-js takes either.
 *
 * @param options.projectUrl The API's address.
 */
export function platformEnv(options: {
  projectUrl: string
  databaseUrl: string
  publishableKey: string
  secretKey: string
  jwtSecret: string
}): Record<string, string> {
  const { projectUrl, databaseUrl, publishableKey, secretKey, jwtSecret } = options
  const signingKey = {
    kty: 'oct',
    alg: 'HS256',
    use: 'sig',
    k: new TextEncoder().encode(jwtSecret).toBase64({ alphabet: 'base64url', omitPadding: true }),
  }
  return {
    SUPABASE_URL: projectUrl,
    SUPABASE_DB_URL: databaseUrl,
    SUPABASE_PUBLISHABLE_KEYS: JSON.stringify({ default: publishableKey }),
    SUPABASE_SECRET_KEYS: JSON.stringify({ default: secretKey }),
    SUPABASE_JWKS: JSON.stringify({ keys: [signingKey] }),
    SUPABASE_ANON_KEY: publishableKey,
    SUPABASE_SERVICE_ROLE_KEY: secretKey,
    SB_REGION: 'local',
  }
}

/** The variables that tell one worker of a function from another. */
export function workerEnv(functionName: string): Record<string, string> {
  return {
    SB_EXECUTION_ID: crypto.randomUUID(),
    DENO_DEPLOYMENT_ID: `local_${functionName}_1`,
  }
}
