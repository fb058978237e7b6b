/** The keys of the one project that a stack has. */
export type ProjectKeys = { publishableKey: string; secretKey: string; jwtSecret: string }
