import type { Health, PartHealth } from './check-health.ts'

const STYLE = `
  :root {
    color-scheme: light dark;
    --ground: light-dark(#f6f5f2, #16181b);
    --card: light-dark(#ffffff, #1f2226);
    --ink: light-dark(#20242a, #e6e4df);
    --quiet: light-dark(#6d727a, #9aa0a8);
    --line: light-dark(#e4e1da, #30343a);
    --up: light-dark(#2d7d5a, #5cc096);
    --down: light-dark(#b8402e, #f0836f);
  }
  body {
    margin: 0 auto; max-width: 46rem; padding: 3rem 1.25rem;
    background: var(--ground); color: var(--ink);
    font: 15px/1.5 ui-sans-serif, system-ui, sans-serif;
  }
  h1 { margin: 0 0 .25rem; font-size: 1.5rem; letter-spacing: -.01em; }
  p { margin: 0 0 1.75rem; color: var(--quiet); }
  ul { margin: 0; padding: 0; list-style: none; background: var(--card);
    border: 1px solid var(--line); border-radius: 12px; overflow: hidden; }
  li { display: grid; grid-template-columns: 1rem 8rem 1fr auto; gap: .25rem .75rem;
    align-items: baseline; padding: .7rem 1rem; }
  li + li { border-top: 1px solid var(--line); }
  i { width: .6rem; height: .6rem; border-radius: 50%; background: var(--up); }
  .down i { background: var(--down); border-radius: 2px; }
  .down .detail { color: var(--down); }
  b { font-weight: 600; }
  .detail, .figures { color: var(--quiet); }
  .figures { font-variant-numeric: tabular-nums; white-space: nowrap; }
  a { color: inherit; margin-right: .75rem; }
  @media (max-width: 34rem) {
    li { grid-template-columns: 1rem 1fr auto; }
    .detail { grid-column: 2 / -1; grid-row: 2; }
  }
`

/** Shows the health as a page that renews itself. */
export function renderHealthPage(health: Health): string {
  const down = health.parts.filter(({ state }) => state === 'down').length
  const megabytes = Math.round(health.process.rssBytes / 1024 / 1024)
  const title = down === 0 ? 'Everything is up' : `${down} of ${health.parts.length} parts are down`
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="refresh" content="5">
<title>${title}: Sandpiper's local stack</title>
<style>${STYLE}</style>
<h1>${title}</h1>
<p>Sandpiper's local stack, process ${health.process.pid}, ${megabytes} MB.</p>
<ul>${health.parts.map(renderPart).join('')}</ul>
</html>
`
}

function renderPart(part: PartHealth): string {
  const links = part.links.map(({ title, url }) => `<a href="${escape(url)}">${escape(title)}</a>`)
  const figures = [part.version, `${part.latencyMs} ms`].filter((text) => text !== undefined)
  return `
  <li class="${part.state}">
    <i role="img" aria-label="${part.state}"></i>
    <b>${escape(part.name)}</b>
    <span class="detail">${escape(part.detail ?? part.purpose)} ${links.join('')}</span>
    <span class="figures">${figures.map((text) => escape(text!)).join(' · ')}</span>
  </li>`
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => `&#${letter.codePointAt(0)};`)
}
