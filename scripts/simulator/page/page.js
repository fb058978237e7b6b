// The simulator's page: shows what /control/overview tells, and sends control calls.

const REFRESH_MS = 1_000
const UNREACHABLE = 'The simulator does not answer. Is it still running?'
const element = (id) => document.getElementById(id)
const numbers = new Intl.NumberFormat('en')
const times = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' })
const kinds = { message: 'Message', echo: 'Echo', custom: 'Custom' }
const cards = new Map()

function notice(text, isBad = false) {
  element('notice').hidden = false
  element('notice').textContent = text
  element('notice').classList.toggle('bad', isBad)
}

async function control(path, body) {
  const answer = await fetch(`/control/${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  }).catch(() => undefined)
  const result = await answer?.json()
  if (answer?.ok) {
    await refresh()
    return result
  }
  notice(result?.error.message ?? UNREACHABLE, true)
  return undefined
}

function messageOf(form) {
  const { customer, text } = Object.fromEntries(new FormData(form))
  return { ...(customer && { customer }), ...(text && { text }) }
}

function createCard(account) {
  const card = element('account').content.firstElementChild.cloneNode(true)
  const form = card.querySelector('form')
  const select = card.querySelector('select')
  for (const customer of account.customers) {
    select.append(new Option(customer.name, customer.username))
  }
  const to = { account: account.key }
  const send = async (path) => {
    const sent = await control(path, { ...to, ...messageOf(form) })
    if (sent) form.elements.text.value = ''
  }
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    send('message')
  })
  const actions = {
    echo: () => send('echo'),
    gain: () => control('numbers', { ...to, followers: 25 }),
    lose: () => control('numbers', { ...to, followers: -10 }),
    like: () => control('numbers', { ...to, likes: 1 }),
    post: () => control('media', to),
  }
  for (const button of card.querySelectorAll('[data-action]')) {
    button.addEventListener('click', actions[button.dataset.action])
  }
  element('accounts').append(card)
  return card
}

function showAccount(account) {
  if (!cards.has(account.key)) cards.set(account.key, createCard(account))
  const texts = {
    name: account.name,
    username: `@${account.username}`,
    login: account.login === 'instagram' ? 'Instagram Login' : 'Facebook Login',
    followers: numbers.format(account.followers),
    follows: numbers.format(account.follows),
    mediaCount: numbers.format(account.mediaCount),
    newest: account.newest ? `${numbers.format(account.newest.likes)} likes` : 'none',
  }
  for (const place of cards.get(account.key).querySelectorAll('[data-text]')) {
    const text = texts[place.dataset.text]
    if (place.textContent !== text) place.textContent = text
  }
}

function cell(text, className = '') {
  const created = document.createElement('td')
  created.textContent = text
  created.className = className
  return created
}

function deliveryRow(delivery) {
  const row = document.createElement('tr')
  const end = { delivered: '200', given_up: `${delivery.error}, given up` }[delivery.state]
  const waiting = delivery.error === null ? 'under way' : `${delivery.error}, will retry`
  const tone = { delivered: 'good', given_up: 'bad' }[delivery.state] ??
    (delivery.error === null ? '' : 'bad')
  row.append(
    cell(times.format(delivery.createdAt)),
    cell(delivery.account ?? '–'),
    cell(kinds[delivery.kind]),
    cell(delivery.summary, 'content'),
    cell(end ?? waiting, tone),
    cell(String(delivery.attempts), 'number'),
  )
  return row
}

async function refresh() {
  const answer = await fetch('/control/overview').catch(() => undefined)
  if (!answer?.ok) return notice(UNREACHABLE, true)
  if (element('notice').textContent === UNREACHABLE) element('notice').hidden = true
  const overview = await answer.json()
  overview.accounts.forEach(showAccount)
  element('autoplay').setAttribute('aria-checked', String(overview.autoplay))
  element('deliveries').replaceChildren(...overview.deliveries.map(deliveryRow))
  element('none').hidden = overview.deliveries.length > 0
  element('totals').textContent = `${numbers.format(overview.sent)} sent, ` +
    `${numbers.format(overview.pending)} waiting · ` +
    `${numbers.format(overview.graphCalls)} Graph calls`
}

element('autoplay').addEventListener('click', async () => {
  const on = element('autoplay').getAttribute('aria-checked') !== 'true'
  if (await control('autoplay', { on })) {
    notice(on ? 'Customers write by themselves again.' : 'Nothing happens by itself now.')
  }
})

element('verify').addEventListener('click', async () => {
  const result = await control('verify', {})
  if (result) notice(result.ok ? 'The webhook passed verification.' : result.problem, !result.ok)
})

await refresh()
setInterval(refresh, REFRESH_MS)
