import postgres from 'postgres'

/**
 * Writes what SQL needs to reach the functions, whether the secrets are there already or not: the
 * address moves with PORT_BASE.
 */
export async function setVaultSecrets(
  databaseUrl: string,
  secrets: Record<string, string>,
): Promise<void> {
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => {} })
  try {
    for (const [name, value] of Object.entries(secrets)) {
      const [existing] = await sql`select id from vault.secrets where name = ${name}`
      if (existing) await sql`select vault.update_secret(${existing.id}, ${value})`
      else await sql`select vault.create_secret(${value}, ${name})`
    }
  } finally {
    await sql.end()
  }
}
