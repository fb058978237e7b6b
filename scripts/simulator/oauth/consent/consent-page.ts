import type { AccountProfile } from '../../world/account-profile.ts'
import type { AuthorizeRequest } from './authorize-request.ts'

/** More would make the page long; the others are found by name. */
const MOST_SHOWN = 50

/**
 * The page on which a person picks accounts, unticks permissions, and allows or cancels. A plain
 * form without scripts: whatever clicks it, a person or a test's browser, needs nothing else.
 *
 * @param options.query The authorize address's own parameters, which the form hands back.
 * @param options.search Part of a name, to find an account among many.
 */
export function consentPage(
  { request, appName, accounts, query, search }: {
    request: Pick<AuthorizeRequest, 'login' | 'scopes'>
    appName: string
    accounts: readonly AccountProfile[]
    query: URLSearchParams
    search: string
  },
): string {
  const found = accounts.filter(({ name, username }) =>
    `${name} ${username}`.toLowerCase().includes(search.toLowerCase())
  ).slice(0, MOST_SHOWN)
  const hidden = [...query].filter(([name]) =>
    !['account', 'grant', 'decision', 'q'].includes(name)
  )
    .map(([name, value]) => `<input type="hidden" name="${html(name)}" value="${html(value)}">`)
    .join('')
  // One Instagram account for a login, any number of Pages.
  const kind = request.login === 'instagram' ? 'radio' : 'checkbox'
  const choices = found.map(({ key, name, username }, index) =>
    `<label><input type="${kind}" name="account" value="${html(key)}"${
      index === 0 ? ' checked' : ''
    }>
      ${html(name)} <small>@${html(username)}</small></label>`
  ).join('\n')
  const scopes = request.scopes.map((scope) =>
    `<label><input type="checkbox" name="grant" value="${html(scope)}" checked> ${
      html(scope)
    }</label>`
  ).join('\n')
  const more = accounts.length > found.length
    ? `<p><input name="q" value="${html(search)}" placeholder="Find an account">
        <button name="decision" value="search">Search</button></p>`
    : ''
  return shell(`<h1>${html(appName)} would like to connect</h1>
<form method="get">${hidden}
<fieldset><legend>${request.login === 'instagram' ? 'Account' : 'Pages'}</legend>
${choices}</fieldset>${more}
<fieldset><legend>What it may do</legend>
${scopes}</fieldset>
<p><button name="decision" value="allow" class="allow">Allow</button>
<button name="decision" value="deny">Cancel</button></p></form>`)
}

/** Shown instead of the form when the app's request is wrong. */
export function consentProblemPage(problem: string): string {
  return shell(`<h1>Sorry, this page isn't available.</h1><p role="alert">${html(problem)}</p>`)
}

function shell(content: string): string {
  return `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>Connect (simulator)</title><style>
body{font:16px/1.5 system-ui,sans-serif;max-width:30rem;margin:3rem auto;padding:0 1rem}
fieldset{border:1px solid #8886;border-radius:8px;margin:1rem 0}label{display:block;padding:.25rem}
button{font:inherit;padding:.5rem 1.25rem;border-radius:8px;border:1px solid #8886}
.allow{background:#0a66c2;color:#fff}</style></head><body><p>This is the simulator's page.</p>
${content}</body></html>`
}

function html(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
