import assert from 'node:assert/strict'
import { seeded, stack, withDatabase } from '../../support/stack.ts'
import { call, CLIENT_NAMES, MEMBER, OTHER, withClients } from './clients.ts'

/** Buckets and policies as a migration makes them, with what a test stored there removed after. */
async function withBuckets(
  work: (buckets: { open: string; team: string }) => Promise<void>,
): Promise<void> {
  const mark = crypto.randomUUID().slice(0, 8)
  const [open, team] = [`open-${mark}`, `team-${mark}`]
  await withDatabase(async (sql) => {
    await sql`
      insert into storage.buckets (id, name, public, file_size_limit, allowed_mime_types) values
        (${open}, ${open}, true, null, null),
        (${team}, ${team}, false, 1000, ${['text/plain', 'image/png']})`
    const inside = `bucket_id = '${team}' and (storage.foldername(name))[1] in
      (select id::text from private.my_workspace_ids() as id)`
    for (const command of ['select', 'delete']) {
      await sql.unsafe(`create policy "${team} ${command}" on storage.objects
        for ${command} to authenticated using (${inside})`)
    }
    for (const command of ['insert', 'update']) {
      await sql.unsafe(`create policy "${team} ${command}" on storage.objects
        for ${command} to authenticated with check (${inside})`.replace(
        'for update to authenticated with check',
        `for update to authenticated using (${inside}) with check`,
      ))
    }
    try {
      await work({ open, team })
    } finally {
      await withClients('current client', async ({ admin }) => {
        for (const bucket of [open, team]) {
          assert.equal((await admin().storage.emptyBucket(bucket)).error, null)
          assert.equal((await admin().storage.deleteBucket(bucket)).error, null)
        }
      })
      for (const command of ['select', 'insert', 'update', 'delete']) {
        await sql.unsafe(`drop policy "${team} ${command}" on storage.objects`)
      }
    }
  })
}

const OWN = `${seeded.harbour.workspaceId}/avatars/a b.txt`
const text = (content: string) => new Blob([content], { type: 'text/plain' })

for (const name of CLIENT_NAMES) {
  Deno.test(`[supabase.md 7] ${name}: a member uploads, lists, downloads, moves, copies and removes`, () =>
    withBuckets(({ team }) =>
      withClients(name, async ({ signedIn }) => {
        const files = (await signedIn(MEMBER)).storage.from(team)
        assert.equal((await files.upload(OWN, text('one'))).error, null)
        const again = await files.upload(OWN, text('two'))
        assert.match(again.error?.message ?? '', /already exists/)
        assert.equal((await files.upload(OWN, text('two'), { upsert: true })).error, null)
        assert.equal(await (await files.download(OWN)).data?.text(), 'two')
        const listed = await files.list(`${seeded.harbour.workspaceId}/avatars`)
        assert.deepEqual(listed.data?.map((one) => one.name), ['a b.txt'])
        const above = await files.list(seeded.harbour.workspaceId)
        assert.deepEqual(above.data?.map(({ name, id }) => ({ name, id })), [
          { name: 'avatars', id: null },
        ])
        const moved = `${seeded.harbour.workspaceId}/moved.txt`
        const copied = `${seeded.harbour.workspaceId}/copied.txt`
        assert.equal((await files.move(OWN, moved)).error, null)
        assert.equal((await files.copy(moved, copied)).error, null)
        assert.equal(await (await files.download(copied)).data?.text(), 'two')
        assert.equal((await files.exists(OWN)).data, false)
        const removed = await files.remove([moved, copied])
        assert.equal(removed.data?.length, 2)
        assert.equal((await files.list(seeded.harbour.workspaceId)).data?.length, 0)
      })
    ))

  Deno.test(`[supabase.md 7] ${name}: others and strangers neither write, read, list, sign nor remove`, () =>
    withBuckets(({ team }) =>
      withClients(name, async ({ signedIn, anonymous }) => {
        const mine = (await signedIn(MEMBER)).storage.from(team)
        assert.equal((await mine.upload(OWN, text('secret'))).error, null)
        for (const client of [await signedIn(OTHER), anonymous()]) {
          const files = client.storage.from(team)
          const upload = await files.upload(OWN.replace('a b', 'c'), text('x'))
          assert.match(upload.error?.message ?? '', /row-level security/)
          assert.ok((await files.upload(OWN, text('x'), { upsert: true })).error)
          assert.ok((await files.download(OWN)).error)
          assert.ok((await files.createSignedUrl(OWN, 60)).error)
          assert.deepEqual((await files.list(`${seeded.harbour.workspaceId}/avatars`)).data, [])
          assert.deepEqual((await files.remove([OWN])).data ?? [], [])
        }
        assert.equal(await (await mine.download(OWN)).data?.text(), 'secret')
      })
    ))

  Deno.test(`[guides/storage/serving/downloads] ${name}: a signed URL opens one object for a time`, () =>
    withBuckets(({ team }) =>
      withClients(name, async ({ signedIn }) => {
        const files = (await signedIn(MEMBER)).storage.from(team)
        await files.upload(OWN, text('for a guest'))
        const { data } = await files.createSignedUrl(OWN, 60)
        const answer = await fetch(data!.signedUrl)
        assert.equal(await answer.text(), 'for a guest')
        assert.match(answer.headers.get('content-type') ?? '', /text\/plain/)
        const { data: several } = await files.createSignedUrls([OWN, 'none.txt'], 60)
        assert.equal(await (await fetch(several![0]!.signedUrl!)).text(), 'for a guest')
        assert.ok(several![1]!.error)
        const forged = await fetch(data!.signedUrl.replace('avatars', 'other'))
        await forged.body?.cancel()
        assert.ok(forged.status >= 400)
      })
    ))

  Deno.test(`[supabase.md 7] ${name}: a signed upload URL takes one upload`, () =>
    withBuckets(({ team }) =>
      withClients(name, async ({ signedIn, anonymous }) => {
        const { data } = await (await signedIn(MEMBER)).storage.from(team)
          .createSignedUploadUrl(OWN)
        const files = anonymous().storage.from(team)
        const { error } = await files.uploadToSignedUrl(OWN, data!.token, text('by a guest'))
        assert.equal(error, null)
        const other = OWN.replace('a b', 'other')
        assert.ok((await files.uploadToSignedUrl(other, data!.token, text('x'))).error)
      })
    ))

  Deno.test(`[supabase.md 7] ${name}: a public bucket is read by its address alone`, () =>
    withBuckets(({ open, team }) =>
      withClients(name, async ({ admin, anonymous }) => {
        const bytes = crypto.getRandomValues(new Uint8Array(65_000))
        const stored = await admin().storage.from(open).upload('x/pic.png', bytes, {
          contentType: 'image/png',
          cacheControl: '31536000',
        })
        assert.equal(stored.error, null)
        const { publicUrl } = anonymous().storage.from(open).getPublicUrl('x/pic.png').data
        const answer = await fetch(publicUrl)
        assert.deepEqual(await answer.bytes(), bytes)
        assert.equal(answer.headers.get('content-type'), 'image/png')
        assert.match(answer.headers.get('cache-control') ?? '', /max-age=31536000/)
        assert.deepEqual((await anonymous().storage.from(open).list('x')).data, [])
        const hidden = await call(`/storage/v1/object/public/${team}/x`)
        assert.ok(hidden.status >= 400)
      })
    ))

  Deno.test(`[supabase.md 7] ${name}: a bucket's limits on size and type hold, for everybody`, () =>
    withBuckets(({ team }) =>
      withClients(name, async ({ admin }) => {
        const files = admin().storage.from(team)
        const big = await files.upload('big.txt', text('x'.repeat(1001)))
        assert.match(big.error?.message ?? '', /exceeded the maximum allowed size/)
        const odd = await files.upload('odd', new Blob(['x'], { type: 'application/zip' }))
        assert.match(odd.error?.message ?? '', /mime type .* is not supported/)
        assert.deepEqual((await files.list()).data, [])
      })
    ))

  Deno.test(`[supabase.md 7] ${name}: buckets are made and removed with a secret key only`, () =>
    withClients(name, async ({ admin, anonymous }) => {
      const id = `made-${crypto.randomUUID().slice(0, 8)}`
      assert.ok((await anonymous().storage.createBucket(id)).error)
      assert.equal((await admin().storage.createBucket(id, { public: false })).error, null)
      assert.equal((await admin().storage.getBucket(id)).data?.public, false)
      assert.equal((await admin().storage.updateBucket(id, { public: true })).error, null)
      assert.equal((await admin().storage.from(id).upload('a', text('x'))).error, null)
      assert.ok((await admin().storage.deleteBucket(id)).error, 'it is not empty')
      assert.equal((await admin().storage.emptyBucket(id)).error, null)
      assert.equal((await admin().storage.deleteBucket(id)).error, null)
    }))
}

Deno.test('[supabase.md 1.3] SQL deletes no object, unless it says that it means to', async () => {
  await withDatabase(async (sql) => {
    await assert.rejects(sql`delete from storage.objects where bucket_id = 'none'`, {
      code: '42501',
    })
    await sql.begin(async (transaction) => {
      await transaction`set local storage.allow_delete_query = 'true'`
      await transaction`delete from storage.objects where bucket_id = 'none'`
    })
  })
})

Deno.test('[guides/storage/schema/helper-functions] policies can take a path apart', async () => {
  await withDatabase(async (sql) => {
    const [row] = await sql`
      select storage.foldername('a/b/c.txt') as folders, storage.filename('a/b/c.txt') as file,
        storage.extension('a/b/c.txt') as extension`
    assert.deepEqual({ ...row }, { folders: ['a', 'b'], file: 'c.txt', extension: 'txt' })
  })
})

Deno.test('[supabase.md 5.4] a stale session does not hide a public object', async () => {
  await withBuckets(async ({ open }) => {
    await withClients('current client', async ({ admin }) => {
      await admin().storage.from(open).upload('a.txt', text('open'))
      const { text: body } = await call(`/storage/v1/object/public/${open}/a.txt`, {
        headers: { authorization: 'Bearer old.and.stale', apikey: stack.publishableKey },
      })
      assert.equal(body, 'open')
    })
  })
})
