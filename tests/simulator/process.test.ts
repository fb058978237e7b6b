import assert from 'node:assert/strict'
import { fileURLToPath } from 'node:url'

const main = fileURLToPath(new URL('../../scripts/simulator/main.ts', import.meta.url))

/** Starts the simulator as a program would, and reads its first line. */
async function startSimulator(settings: Record<string, string> = {}) {
  const folder = await Deno.makeTempDir()
  const process = new Deno.Command(Deno.execPath(), {
    args: ['run', '-A', main],
    env: {
      SIMULATOR_PORT: '0',
      WEBHOOK_URL: 'http://127.0.0.1:9/functions/v1/meta-webhook',
      META_APP_SECRET: 'meta',
      INSTAGRAM_APP_SECRET: 'instagram',
      META_VERIFY_TOKEN: 'verify',
      SIMULATOR_STATE: `${folder}/deep/simulator.json`,
      SIMULATOR_AUTOPLAY: 'off',
      ...settings,
    },
    stdin: 'piped',
    stdout: 'piped',
    stderr: 'piped',
  }).spawn()
  const reader = process.stdout.pipeThrough(new TextDecoderStream()).getReader()
  const { value: line } = await reader.read()
  return {
    process,
    line: line ?? '',
    url: /http:\S+/.exec(line ?? '')?.[0] ?? '',
    folder,
    async finish() {
      const { code } = await process.status
      const errors = await new Response(process.stderr).text()
      await reader.cancel()
      await Deno.remove(folder, { recursive: true })
      return { code, errors }
    },
  }
}

Deno.test('the process says when it is ready, answers, and ends with its standard input', async () => {
  const started = await startSimulator()
  assert.match(started.line, /^simulator ready on http:\/\/127\.0\.0\.1:\d+\n$/)
  const page = await fetch(started.url)
  assert.equal(page.status, 200)
  await page.body?.cancel()
  const sent = await fetch(`${started.url}/control/message`, {
    method: 'POST',
    body: JSON.stringify({ account: 'harbour' }),
  })
  const { mid } = await sent.json()

  await started.process.stdin.close()
  await started.process.status
  const state = JSON.parse(await Deno.readTextFile(`${started.folder}/deep/simulator.json`))
  assert.equal(state.messages[0].mid, mid)
  assert.equal(state.deliveries[0].state, 'pending')
  const { code } = await started.finish()
  assert.equal(code, 0)
})

Deno.test('the process ends on SIGTERM', async () => {
  const started = await startSimulator()
  started.process.kill('SIGTERM')
  const { code } = await started.finish()
  await started.process.stdin.close().catch(() => {})
  assert.equal(code, 0)
})

Deno.test('the process does not start with a bad setting, and names it', async () => {
  const started = await startSimulator({ SIMULATOR_AUTOPLAY: 'maybe' })
  const { code, errors } = await started.finish()
  await started.process.stdin.close().catch(() => {})
  assert.equal(code, 1)
  assert.match(errors, /SIMULATOR_AUTOPLAY must be "on" or "off"/)
})
