import assert from 'node:assert/strict'
import fc from 'fast-check'
import { type Field, formatFields, parseFields } from './parse-fields.ts'

Deno.test('parseFields reads modifiers and nested lists', () => {
  assert.deepEqual(parseFields('id, media.limit(25).after(QVFI){id,children{media_url}}'), [
    { name: 'id', modifiers: {} },
    {
      name: 'media',
      modifiers: { limit: '25', after: 'QVFI' },
      fields: [
        { name: 'id', modifiers: {} },
        { name: 'children', modifiers: {}, fields: [{ name: 'media_url', modifiers: {} }] },
      ],
    },
  ])
})

Deno.test('parseFields reads back whatever formatFields wrote', () => {
  const name = fc.stringMatching(/^[a-z_][a-z0-9_]{0,12}$/).filter((text) => text !== '__proto__')
  const modifiers = fc.dictionary(name, fc.stringMatching(/^[A-Za-z0-9]{0,8}$/), {
    maxKeys: 2,
    noNullPrototype: true,
  })
  const { field } = fc.letrec<{ field: Field }>((tie) => ({
    field: fc.tuple(
      name,
      modifiers,
      fc.option(fc.array(tie('field'), { minLength: 1, maxLength: 3 }), { depthSize: 'small' }),
    ).map(([name, modifiers, fields]) => ({ name, modifiers, ...(fields && { fields }) })),
  }))
  fc.assert(fc.property(fc.array(field, { minLength: 1, maxLength: 4 }), (fields) => {
    assert.deepEqual(parseFields(formatFields(fields)), fields)
  }))
})

Deno.test('parseFields never fails in another way than Graph does', () => {
  fc.assert(fc.property(fc.string(), (text) => {
    try {
      parseFields(text)
    } catch (error) {
      assert.equal(Reflect.get(Object(error), 'code'), 2500)
    }
  }))
})
