import { useAccounts } from '../workspace/use-accounts.ts'
import { useAccountHistories, useRequestOlderConversations } from './use-account-histories.ts'

/**
 * Below the last conversation: what each account has before it. Asked for by a button, as a short
 * list always shows its end, and would ask on and on.
 */
export function HistoryEnd() {
  const { data: accounts = [] } = useAccounts()
  const { data: histories = [] } = useAccountHistories()
  const request = useRequestOlderConversations()
  const ends = histories.flatMap(({ account_id, state }) => {
    const account = accounts.find(({ id }) => id === account_id)
    return account && state !== 'complete'
      ? [{ id: account_id, state, name: account.username ? `@${account.username}` : account.name }]
      : []
  })
  if (ends.length === 0) return null
  return (
    <div className='list-end history-end'>
      {ends.map(({ id, state, name }) => {
        if (state === 'waiting' || state === 'requested') {
          return (
            <p key={id} role='status'>
              Loading older conversations of {name} from Instagram …
            </p>
          )
        }
        const isAsking = request.isPending && request.variables === id
        return (
          <p key={id}>
            {state === 'failed' && `Older conversations of ${name} did not come. `}
            {request.isError && request.variables === id && 'They can’t be asked for now. '}
            <button
              type='button'
              className='link-button'
              disabled={isAsking}
              onClick={() => request.mutate(id)}
            >
              {state === 'failed' ? 'Try again' : `Load older conversations of ${name}`}
            </button>
          </p>
        )
      })}
    </div>
  )
}
