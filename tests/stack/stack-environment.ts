/** Where the running stack is that these tests talk to. */
export type StackEnvironment = {
  apiUrl: string
  databaseUrl: string
  publishableKey: string
  secretKey: string
  demoEmail: string
  demoPassword: string
}

/** @throws Error that names every variable that is missing. */
export function stackEnvironment(): StackEnvironment {
  const missing: string[] = []
  const read = (name: string) => {
    const value = Deno.env.get(name)
    if (!value) missing.push(name)
    return value ?? ''
  }
  const environment = {
    apiUrl: read('API_URL'),
    databaseUrl: read('DB_URL'),
    publishableKey: read('PUBLISHABLE_KEY'),
    secretKey: read('SECRET_KEY'),
    demoEmail: read('DEMO_EMAIL'),
    demoPassword: read('DEMO_PASSWORD'),
  }
  if (missing.length > 0) {
    throw new Error(`These tests need a running stack; not set: ${missing.join(', ')}.`)
  }
  return environment
}
