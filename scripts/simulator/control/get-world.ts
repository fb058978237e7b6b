import type { ControlEndpoint } from './control-endpoint.ts'
import { ControlError } from './control-error.ts'

const MOST_SHOWN = 100

/** `GET /control/world?offset=0&limit=100`: the accounts in brief, a part at a time. */
export const getWorld: ControlEndpoint = {
  method: 'GET',
  path: '/control/world',
  answer(request, { world, messages }) {
    const { searchParams } = new URL(request.url)
    const offset = wholeNumber(searchParams.get('offset') ?? '0', 'offset')
    const limit = wholeNumber(searchParams.get('limit') ?? String(MOST_SHOWN), 'limit')
    const shown = world.profiles.slice(offset, offset + Math.min(limit, MOST_SHOWN))
    return {
      total: world.profiles.length,
      accounts: shown.map(({ key, name, username, login, igUserId, pageId, temper }) => {
        const { followers, follows, media } = world.account(key)
        const [newest] = media
        return {
          ...{ key, name, username, login, igUserId, pageId, temper, followers, follows },
          mediaCount: media.length,
          newest: newest === undefined ? null : {
            id: newest.id,
            postedAt: newest.postedAt,
            likes: newest.likes,
            comments: newest.comments,
          },
          threads: messages.people(key).length,
        }
      }),
    }
  },
}

function wholeNumber(text: string, name: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text)
  const message = `${name} is ${JSON.stringify(text.slice(0, 60))}: give a whole number.`
  throw new ControlError(400, 'invalid_query', message)
}
