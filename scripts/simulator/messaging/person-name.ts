import type { GraphCall } from '../graph/graph-call.ts'

/** What a person is called; a stranger has a username and no name. */
export function personName(
  customerId: string,
  { simulation, demo }: GraphCall,
): { username: string; name: string | undefined } {
  const known = simulation.world.customers(demo.key).find(({ id }) => id === customerId)
  if (known !== undefined) return { username: known.username, name: known.name }
  for (const comments of Object.values(simulation.state.engagement.written)) {
    const comment = comments.find(({ authorId }) => authorId === customerId)
    if (comment !== undefined) return { username: comment.username, name: undefined }
  }
  return { username: `user_${customerId.slice(-6)}`, name: undefined }
}
