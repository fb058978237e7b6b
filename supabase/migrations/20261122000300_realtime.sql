-- One private channel a workspace, `workspace:<id>`, fed by the database alone.

create function private.my_workspace_topics() returns setof text
language sql stable security definer set search_path = '' as $$
  select 'workspace:' || members.workspace_id
  from public.workspace_members as members
  where members.user_id = (select auth.uid());
$$;
comment on function private.my_workspace_topics() is
  'Called by the policy on realtime.messages. Returns the channel topics that the signed-in user '
  'may join, as text, so that a topic of another shape is simply not among them. Never raises.';
revoke execute on function private.my_workspace_topics() from public;
grant execute on function private.my_workspace_topics() to authenticated;

-- Receiving only: there is no insert policy, so clients can't speak on the channel.
create policy "members receive their workspaces' broadcasts" on realtime.messages
for select to authenticated
using (
  extension = 'broadcast'
  and (select realtime.topic()) in (select private.my_workspace_topics())
);

create function private.broadcast(p_workspace_id uuid, p_event text, p_payload jsonb) returns void
language sql security definer set search_path = '' as $$
  select realtime.send(p_payload, p_event, 'workspace:' || p_workspace_id, true);
$$;
comment on function private.broadcast(uuid, text, jsonb) is
  'Called by the functions that change rows. Sends one event with an object as payload to the '
  'workspace''s channel when the transaction commits. A failure to send is a warning, never an '
  'error: clients catch up from the rows.';
revoke execute on function private.broadcast(uuid, text, jsonb) from public;
