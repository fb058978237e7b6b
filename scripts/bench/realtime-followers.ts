import { createClient } from '@supabase/supabase-js'
import type { StackEnv } from '../stack/stack-env.ts'
import { waitFor } from '../stack/wait-for.ts'
import type { Team } from './realtime-teams.ts'

/** A client and what it has received. */
export type Follower = {
  /** Of the broadcasts of its workspace, in the order in which they came. */
  numbers: number[]
  /** How many came that are another workspace's. */
  strangers: number
  latenciesMs: number[]
  stop(): Promise<void>
}

type Payload = { n: number; team: string; at: number }

/** Connects the unmodified client for every member of every team and joins its private channel. */
export async function connectFollowers(
  env: StackEnv,
  teams: Team[],
  clientsPerTeam: number,
): Promise<Follower[]> {
  const followers: Follower[] = []
  let joined = 0
  for (const { workspaceId, token } of teams) {
    for (let index = 0; index < clientsPerTeam; index++) {
      const client = createClient(env.API_URL, env.PUBLISHABLE_KEY, {
        accessToken: () => Promise.resolve(token),
      })
      const follower: Follower = {
        numbers: [],
        strangers: 0,
        latenciesMs: [],
        async stop() {
          await client.removeAllChannels()
          await client.realtime.disconnect()
        },
      }
      await client.realtime.setAuth(token)
      client.channel(`workspace:${workspaceId}`, { config: { private: true } })
        .on('broadcast', { event: 'bench' }, ({ payload }) => {
          const { n, team, at } = payload as Payload
          if (team === workspaceId) follower.numbers.push(n)
          else follower.strangers++
          follower.latenciesMs.push(performance.timeOrigin + performance.now() - at)
        })
        .subscribe((status) => {
          if (status === 'SUBSCRIBED') joined++
        })
      followers.push(follower)
    }
  }
  const all = teams.length * clientsPerTeam
  await waitFor(() => joined >= all, { what: `${all} clients to join`, timeoutMs: 60_000 })
  return followers
}
