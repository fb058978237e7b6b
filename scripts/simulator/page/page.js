// The simulator's page: shows what /control/overview tells, and sends control calls.

const REFRESH_MS = 1_000
const UNREACHABLE = 'The simulator does not answer. Is it still running?'
const element = (id) => document.getElementById(id)
const numbers = new Intl.NumberFormat('en')
const times = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' })
const dates = new Intl.DateTimeFormat('en-GB', {
  dateStyle: 'full',
  timeStyle: 'medium',
  timeZone: 'UTC',
})
const kinds = { message: 'Message', echo: 'Echo', event: 'Event', custom: 'Custom' }
const WORLD_SHOWN = 20
let worldOffset = 0
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
    cell(kinds[delivery.kind] ?? delivery.kind),
    cell(delivery.summary, 'content'),
    cell(end ?? waiting, tone),
    cell(String(delivery.attempts), 'number'),
  )
  return row
}

/** Ready-made faults; each is one control call. */
const faults = [
  ['Every delivery comes twice', 'webhooks', { duplicatePercent: 100 }],
  ['A third of the events is lost', 'webhooks', { dropPercent: 33 }],
  ['Deliveries come a minute late', 'webhooks', { delayMs: 60_000 }],
  ['Deliveries come in reverse, by five', 'webhooks', { reorder: 5 }],
  ['Ten events share a delivery', 'webhooks', { batch: 10 }],
  ['An edit comes before its message', 'webhooks', { newMessageAsEdit: 'before' }],
  ['Deliveries are signed with a wrong secret', 'webhooks', { secret: 'wrong' }],
  ['Echoes come before the answer', 'webhooks', { echo: 'before' }],
  ['The next five calls: token expired', 'graph-error', { code: 190, subcode: 463, times: 5 }],
  ['The next five calls: too many calls', 'graph-error', { code: 4, times: 5 }],
  ['The next five calls: unavailable', 'graph-error', { code: 2, times: 5 }],
  ['The next send: 504, though it arrives', 'messaging', {
    sendFault: 'gateway_timeout',
    sendFaultTimes: 1,
  }],
  ['The list of threads is empty', 'messaging', { developmentMode: true }],
  ['The next five files are gone', 'cdn', { fault: { what: 'missing', times: 5 } }],
  ['The next file never ends', 'cdn', { fault: { what: 'endless' } }],
]

function callRow(call) {
  const row = document.createElement('tr')
  row.append(
    cell(times.format(call.at)),
    cell(call.account ?? '–'),
    cell(call.token?.slice(0, 8) ?? '–', 'code'),
    cell(`${call.method} ${call.host}${call.path}`, 'content code'),
    cell(String(call.status), call.status < 400 ? 'good' : 'bad'),
    cell(String(call.cost), 'number'),
  )
  return row
}

function worldRow(account) {
  const row = document.createElement('tr')
  row.append(
    cell(`${account.name} (${account.key})`),
    cell(account.login),
    cell(account.temper),
    cell(numbers.format(account.followers), 'number'),
    cell(numbers.format(account.mediaCount), 'number'),
    cell(account.newest ? numbers.format(account.newest.likes) : '–', 'number'),
    cell(numbers.format(account.threads), 'number'),
  )
  return row
}

async function showWorld(total) {
  element('world-panel').hidden = total <= 2
  if (total <= 2) return
  const answer = await fetch(`/control/world?offset=${worldOffset}&limit=${WORLD_SHOWN}`)
  const { accounts } = await answer.json()
  element('world').replaceChildren(...accounts.map(worldRow))
  const last = worldOffset + accounts.length
  element('world-total').textContent = `${numbers.format(worldOffset + 1)} to ${
    numbers.format(last)
  } of ${numbers.format(total)}`
  element('earlier').disabled = worldOffset === 0
  element('later').disabled = last >= total
}

function showClock(clock) {
  element('time').textContent = `${dates.format(clock.now)} UTC`
  const speed = element('speed')
  if (document.activeElement !== speed) speed.value = String(clock.speed)
}

async function refresh() {
  const answer = await fetch('/control/overview').catch(() => undefined)
  if (!answer?.ok) return notice(UNREACHABLE, true)
  if (element('notice').textContent === UNREACHABLE) element('notice').hidden = true
  const overview = await answer.json()
  overview.accounts.forEach(showAccount)
  element('autoplay').setAttribute('aria-checked', String(overview.autoplay))
  showClock(overview.clock)
  await showWorld(overview.accountCount)
  element('calls').replaceChildren(...overview.calls.map(callRow))
  element('no-calls').hidden = overview.calls.length > 0
  if (overview.webhookDisabled) {
    notice('The webhook is disabled after an hour of failures. Verify it to enable it.', true)
  }
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

element('speed').addEventListener('change', async (event) => {
  await control('clock', { speed: Number(event.target.value) })
  event.target.blur()
})

for (const button of document.querySelectorAll('[data-advance]')) {
  button.addEventListener('click', async () => {
    button.disabled = true
    await control('clock', { advanceMs: Number(button.dataset.advance) })
    button.disabled = false
  })
}

const choice = element('fault').elements.fault
choice.append(...faults.map(([text], index) => new Option(text, String(index))))
element('fault').addEventListener('submit', async (event) => {
  event.preventDefault()
  const [text, path, body] = faults[Number(choice.value)]
  if (await control(path, body)) element('faults').textContent = `Set: ${text}.`
})

element('heal').addEventListener('click', async () => {
  await control('webhooks', {})
  await control('messaging', {})
  await control('cdn', { clear: true })
  await control('graph-error', { code: 1, times: 0 })
  element('faults').textContent = 'Deliveries and answers are as they should be.'
})

element('earlier').addEventListener('click', async () => {
  worldOffset = Math.max(0, worldOffset - WORLD_SHOWN)
  await refresh()
})
element('later').addEventListener('click', async () => {
  worldOffset += WORLD_SHOWN
  await refresh()
})

await refresh()
setInterval(refresh, REFRESH_MS)
