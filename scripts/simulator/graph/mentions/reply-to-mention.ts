import type { GraphEndpoint } from '../endpoints/graph-endpoint.ts'
import { argument } from '../graph-call.ts'
import { GraphError } from '../graph-error.ts'
import { missingObjectError } from '../known-graph-errors.ts'
import { isAccountId } from '../nodes/account-nodes.ts'
import { mentionsOf } from './mentions-of.ts'

/**
 * `POST /{ig-id}/mentions`: answers a mention on somebody else's post. What it makes can never be
 * read or deleted by its id (captured), so nothing is kept.
 */
export const replyToMention: GraphEndpoint = {
  method: 'POST',
  path: '/:id/mentions',
  cost: () => 1,
  ability: 'comments',
  answer(call) {
    const id = call.params.id ?? ''
    if (call.login !== 'facebook' || !isAccountId(id, call)) {
      throw missingObjectError(id, call.login === 'facebook')
    }
    const [mediaId, commentId] = [argument(call, 'media_id'), argument(call, 'comment_id')]
    if ((argument(call, 'message') ?? '') === '') {
      throw new GraphError('The parameter message is required', { code: 100 })
    }
    const mention = mentionsOf(call.demo, call.simulation.now()).find((one) =>
      one.mediaId === mediaId &&
      (commentId === undefined ? one.kind === 'caption' : one.commentId === commentId)
    )
    if (mention === undefined) throw missingObjectError(mediaId ?? '', true)
    call.simulation.state.sequence += 1
    call.simulation.changed()
    return { id: `178${String(call.simulation.state.sequence).padStart(14, '0')}` }
  },
}
