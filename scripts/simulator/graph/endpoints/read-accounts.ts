import type { AccountProfile } from '../../world/account-profile.ts'
import type { GraphCall } from '../graph-call.ts'
import { missingObjectError } from '../known-graph-errors.ts'
import { isUserId } from '../nodes/account-nodes.ts'
import { pageFields } from '../page-fields.ts'
import { listOptionsOf, pageList } from '../page-list.ts'
import { requestedFields } from '../requested-fields.ts'
import { selectFields } from '../select-fields.ts'
import type { GraphEndpoint } from './graph-endpoint.ts'

/** A Page without Instagram, as many people have: it lacks `instagram_business_account`. */
const LONELY_PAGE = { id: '102030405060799', name: 'Robin’s Bicycle Club', tasks: ['ANALYZE'] }
const DEFAULT_FIELDS = ['access_token', 'name', 'id', 'tasks']

type Listed = AccountProfile | typeof LONELY_PAGE

/** `GET /me/accounts` of graph.facebook.com: the Pages of the person, each with its own token. */
export const readAccounts: GraphEndpoint = {
  method: 'GET',
  path: '/:id/accounts',
  cost: () => 1,
  useCase: 'app',
  answer(call) {
    const id = call.params.id ?? ''
    if (!isUserId(id, call)) throw missingObjectError(id, call.login === 'facebook')
    const fields = requestedFields(call) ??
      DEFAULT_FIELDS.map((name) => ({ name, modifiers: {} }))
    const { world } = call.simulation
    const pages: Listed[] = call.grant.accounts.map((key) => world.profile(key))
    return pageList<Listed>([...pages, LONELY_PAGE], {
      call,
      path: 'me/accounts',
      options: listOptionsOf(call, fields),
      most: 100,
      keyOf: (page) => 'key' in page ? page.pageId ?? '' : page.id,
      read: (page) => 'key' in page ? read(page) : lonely(fields),
    })

    function read(demo: AccountProfile) {
      const asPage: GraphCall = { ...call, demo, account: world.account(demo.key) }
      return selectFields(asPage.account, pageFields, fields, asPage)
    }
  },
}

function lonely(fields: readonly { name: string }[]) {
  const wanted = fields.map(({ name }) => name)
  return Object.fromEntries(
    Object.entries(LONELY_PAGE).filter(([name]) => name === 'id' || wanted.includes(name)),
  )
}
