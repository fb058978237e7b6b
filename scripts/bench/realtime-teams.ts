import { SignJWT } from 'jose'
import type postgres from 'postgres'
import { DEVELOPMENT_KEYS } from '../stack/development-keys.ts'

/** A workspace with one member, and the member's access token. */
export type Team = { workspaceId: string; userId: string; token: string }

/** Makes workspaces as a sign-up would, with tokens as Auth signs them. */
export async function createTeams(sql: postgres.Sql, count: number): Promise<Team[]> {
  return await Promise.all(Array.from({ length: count }, async (_, index) => {
    const [workspaceId, userId] = [crypto.randomUUID(), crypto.randomUUID()]
    const email = `bench-${userId}@sandpiper.test`
    await sql`
      insert into auth.users (id, aud, role, email)
      values (${userId}, 'authenticated', 'authenticated', ${email})`
    await sql`insert into public.workspaces (id, name) values (${workspaceId}, ${`Bench ${index}`})`
    await sql`
      insert into public.workspace_members (workspace_id, user_id, role)
      values (${workspaceId}, ${userId}, 'owner')`
    const token = await new SignJWT({ sub: userId, role: 'authenticated' })
      .setProtectedHeader({ alg: 'HS256' }).setIssuedAt().setExpirationTime('1h')
      .sign(new TextEncoder().encode(DEVELOPMENT_KEYS.jwtSecret))
    return { workspaceId, userId, token }
  }))
}

export async function removeTeams(sql: postgres.Sql, teams: Team[]): Promise<void> {
  if (teams.length === 0) return
  await sql`delete from public.workspaces where id in ${sql(teams.map((one) => one.workspaceId))}`
  await sql`delete from auth.users where id in ${sql(teams.map((one) => one.userId))}`
}
