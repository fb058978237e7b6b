import type { Simulation } from '../simulation.ts'
import type { AccountProfile } from '../world/account-profile.ts'
import { type PageLanguage, profileMeta } from './profile-meta.ts'

/**
 * `GET www.instagram.com/<username>/`: the page that anybody may see, as far as its meta tags.
 * Post and reel addresses answer with a page that holds nothing.
 *
 * The query decides what cannot be told from the request: `?simulate=wall` and so on.
 */
export function handlePublicPage(request: Request, simulation: Simulation): Response {
  const url = new URL(request.url)
  const path = url.pathname.replace(/^\/www\.instagram\.com/, '')
  const mode = url.searchParams.get('simulate')
  if (mode === 'throttled') return new Response(null, { status: 429 })
  if (mode === 'login_redirect') {
    const location = `${url.origin}/www.instagram.com/accounts/login/?next=${path}`
    return new Response(null, { status: 302, headers: { Location: location } })
  }
  const username = /^\/([\w.]+)\/?$/.exec(path)?.[1]
  const profile = username === undefined ? undefined : simulation.world.byUsername(username)
  const isPost = /^\/(p|reel)\/[\w-]+\/?$/.test(path)
  if (profile === undefined && !isPost) {
    return page('<title>Page not found • Instagram</title>', 404)
  }
  if (profile === undefined || mode === 'wall') return page('<title>Instagram</title>', 200)
  return page(headOf(profile, request, simulation), 200)
}

function headOf(profile: AccountProfile, request: Request, { world }: Simulation): string {
  const { followers, follows, media } = world.account(profile.key)
  return profileMeta({
    name: profile.name,
    username: profile.username,
    biography: profile.biography,
    followers,
    follows,
    posts: media.length,
    language: languageOf(request.headers.get('Accept-Language')),
  })
}

function languageOf(accepted: string | null): PageLanguage {
  const wanted = accepted?.slice(0, 2).toLowerCase()
  return wanted === 'es' || wanted === 'vi' ? wanted : 'en'
}

function page(head: string, status: number): Response {
  const text = `<!DOCTYPE html><html><head><meta charset="utf-8">${head}</head><body></body></html>`
  return new Response(text, { status, headers: { 'Content-Type': 'text/html; charset=utf-8' } })
}
