import assert from 'node:assert/strict'
import { contactName } from './contact-name.ts'

const stranger = {
  contact_name: null,
  contact_username: null,
  provider_contact_id: '1602510301006188',
}

Deno.test('a contact is called by name, else by username, else by the end of the id', () => {
  const named = { ...stranger, contact_username: 'mareike.loew', contact_name: 'Mareike Löw' }
  assert.equal(contactName(named), 'Mareike Löw')
  assert.equal(contactName({ ...named, contact_name: ' ' }), '@mareike.loew')
  assert.equal(contactName(stranger), 'Instagram user 6188')
})
