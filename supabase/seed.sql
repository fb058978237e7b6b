-- Two demo workspaces with different members, so that isolation shows. Ids are fixed; times are
-- counted back from the moment of loading. For development only: every password is sandpiper-demo.

insert into auth.users (
  id,
  aud,
  role,
  email,
  encrypted_password,
  email_confirmed_at,
  confirmation_token,
  recovery_token,
  email_change_token_new,
  email_change,
  raw_app_meta_data,
  raw_user_meta_data,
  created_at,
  updated_at
)
select
  people.id,
  'authenticated',
  'authenticated',
  people.email,
  extensions.crypt('sandpiper-demo', extensions.gen_salt('bf')),
  now(),
  '',
  '',
  '',
  '',
  '{"provider": "email", "providers": ["email"]}',
  jsonb_build_object('name', people.name),
  now(),
  now()
from (
  values
    ('00000000-0000-4000-8000-0000000000a1'::uuid, 'demo@sandpiper.test', 'Robin Demo'),
    ('00000000-0000-4000-8000-0000000000a2'::uuid, 'mara@sandpiper.test', 'Mara Hafen'),
    ('00000000-0000-4000-8000-0000000000a3'::uuid, 'noah@sandpiper.test', 'Noah Light')
) as people (id, email, name);

-- GoTrue looks users up by an instance_id that the local stack's Auth doesn't have.
do $$
begin
  if exists (
    select from information_schema.columns
    where table_schema = 'auth' and table_name = 'users' and column_name = 'instance_id'
  ) then
    update auth.users set instance_id = '00000000-0000-0000-0000-000000000000'
    where instance_id is null;
  end if;
end;
$$;

insert into auth.identities (
  id,
  provider,
  provider_id,
  user_id,
  identity_data,
  last_sign_in_at,
  created_at,
  updated_at
)
select
  users.id,
  'email',
  users.id::text,
  users.id,
  jsonb_build_object('sub', users.id, 'email', users.email, 'email_verified', true),
  now(),
  now(),
  now()
from auth.users;

insert into public.workspaces (id, name, time_zone) values
  ('00000000-0000-4000-8000-0000000000b1', 'Harbour Coffee', 'Europe/Berlin'),
  ('00000000-0000-4000-8000-0000000000b2', 'Northlight Studio', 'America/New_York');

-- Robin works for both; Mara and Noah know nothing of each other.
insert into public.workspace_members (workspace_id, user_id, role) values
  ('00000000-0000-4000-8000-0000000000b1', '00000000-0000-4000-8000-0000000000a1', 'owner'),
  ('00000000-0000-4000-8000-0000000000b1', '00000000-0000-4000-8000-0000000000a2', 'agent'),
  ('00000000-0000-4000-8000-0000000000b2', '00000000-0000-4000-8000-0000000000a1', 'agent'),
  ('00000000-0000-4000-8000-0000000000b2', '00000000-0000-4000-8000-0000000000a3', 'owner');

-- The accounts of the simulator: one by each of Instagram's two logins.
insert into public.accounts (
  id,
  workspace_id,
  provider,
  login,
  provider_account_id,
  app_scoped_id,
  page_id,
  username,
  name
) values
  (
    '00000000-0000-4000-8000-0000000000c1',
    '00000000-0000-4000-8000-0000000000b1',
    'instagram',
    'instagram',
    '17841470348340237',
    '26160319576992690',
    null,
    'harbour.coffee',
    'Harbour Coffee'
  ),
  (
    '00000000-0000-4000-8000-0000000000c2',
    '00000000-0000-4000-8000-0000000000b2',
    'instagram',
    'facebook',
    '17841470348340911',
    null,
    '102030405060708',
    'northlight.studio',
    'Northlight Studio'
  );

-- The simulator's tokens, sealed with the development key of functions/.env.example.
insert into private.tokens (account_id, kind, scopes, sealed) values
  (
    '00000000-0000-4000-8000-0000000000c1',
    'user',
    array['instagram_business_basic', 'instagram_business_manage_messages'],
    'v1.dev1.wrnq6oOTur++XDz/hQS2fn9P8jUsJkIINJOc2PLHGlLzoGqqBqjmnL6SHn2gXARpD4zbrnX6'
    'tcMKuTKXR+C/QnqAj0F3u1ik'
  ),
  (
    '00000000-0000-4000-8000-0000000000c2',
    'page',
    array['instagram_basic', 'instagram_manage_messages', 'pages_show_list'],
    'v1.dev1.Bzp2AKTyQDtgfMVvp5zZ+J+meBn6G2kO+YNUYNlyRfsMqRQS/JAcXKWJX47+wkisE1LVsCgm'
    '2p6QXvz8nwhvDqU1AEVEjkJ4JLs='
  );

-- Often enough to watch it move; a real account starts between a minute and an hour.
insert into private.polls (account_id, kind, floor_seconds, ceiling_seconds, interval_seconds)
values
  ('00000000-0000-4000-8000-0000000000c1', 'overview', 5, 20, 5),
  ('00000000-0000-4000-8000-0000000000c2', 'overview', 5, 20, 5);

-- And conversations are read often enough to see what webhooks missed.
insert into private.conversation_syncs
  (account_id, floor_seconds, ceiling_seconds, interval_seconds)
values
  ('00000000-0000-4000-8000-0000000000c1', 20, 60, 30),
  ('00000000-0000-4000-8000-0000000000c2', 20, 60, 30);

-- The simulator's customers as their profiles would have been fetched; one of each account stays a
-- stranger.
insert into public.contacts (
  workspace_id,
  account_id,
  provider_contact_id,
  username,
  name,
  profile_state
) values
  (
    '00000000-0000-4000-8000-0000000000b1',
    '00000000-0000-4000-8000-0000000000c1',
    '1602510301006188',
    'mareike.loew',
    'Mareike Löw',
    'fetched'
  ),
  (
    '00000000-0000-4000-8000-0000000000b1',
    '00000000-0000-4000-8000-0000000000c1',
    '1602510301007421',
    'tom.whitaker',
    'Tom Whitaker',
    'fetched'
  ),
  (
    '00000000-0000-4000-8000-0000000000b1',
    '00000000-0000-4000-8000-0000000000c1',
    '1602510301009034',
    'jasmin.oezdemir',
    'Jasmin Özdemir',
    'fetched'
  ),
  (
    '00000000-0000-4000-8000-0000000000b1',
    '00000000-0000-4000-8000-0000000000c1',
    '1602510301011275',
    'paul.et.lea',
    'Paul & Léa',
    'fetched'
  ),
  (
    '00000000-0000-4000-8000-0000000000b2',
    '00000000-0000-4000-8000-0000000000c2',
    '1702630412008213',
    'sofie.brandt',
    'Sofie Brandt',
    'fetched'
  ),
  (
    '00000000-0000-4000-8000-0000000000b2',
    '00000000-0000-4000-8000-0000000000c2',
    '1702630412009977',
    'oskar.lindqvist',
    'Oskar Lindqvist',
    'fetched'
  ),
  (
    '00000000-0000-4000-8000-0000000000b2',
    '00000000-0000-4000-8000-0000000000c2',
    '1702630412011360',
    'amelie.kfm',
    'Amélie Kaufmann',
    'fetched'
  ),
  (
    '00000000-0000-4000-8000-0000000000b2',
    '00000000-0000-4000-8000-0000000000c2',
    '1702630412014508',
    'marcus.at.sea',
    'Marcus Reed',
    'fetched'
  );

-- Yesterday's conversations, through the same door as every message.
select outcome
from private.apply_events(
  (
    select jsonb_agg(
      jsonb_build_object(
        'delivery', 0,
        'position', row_number,
        'provider', 'instagram',
        'provider_account_id', account_id,
        'effect', jsonb_build_object(
          'type', 'message',
          'contact', contact_id,
          'mid', mid,
          'at', now() - ago,
          'standby', false,
          'direction', direction,
          'author', case direction when 'inbound' then 'contact' else 'unknown' end,
          'kind', 'text',
          'text', words,
          'context', '{}'::jsonb,
          'attachments', '[]'::jsonb,
          'window_cause', case direction when 'inbound' then 'message' end
        )
      )
    )
    from (
      select messages.*, row_number() over ()
      from (
        values
          (
            '17841470348340237',
            '1602510301006188',
            'seed-harbour-1',
            'inbound',
            'Hi! Are you open on Sunday? ☕',
            interval '26 hours'
          ),
          (
            '17841470348340237',
            '1602510301006188',
            'seed-harbour-2',
            'outbound',
            'We are, from nine. See you then!',
            interval '25 hours'
          ),
          (
            '17841470348340237',
            '1602510301007421',
            'seed-harbour-3',
            'inbound',
            'Do you sell the beans from the Kenya post as well?',
            interval '20 hours'
          ),
          (
            '17841470348340911',
            '1702630412008213',
            'seed-northlight-1',
            'inbound',
            'Loved the winter set. Do you shoot families, too?',
            interval '22 hours'
          ),
          (
            '17841470348340911',
            '1702630412008213',
            'seed-northlight-2',
            'inbound',
            'We would be five, one of them a dog 🐕',
            interval '21 hours'
          )
      ) as messages (account_id, contact_id, mid, direction, words, ago)
    ) as numbered
  )
);

-- A week of follower counts, so that the dashboard has a baseline on the first day.
insert into public.account_metric_snapshots
  (account_id, metric, observed_at, workspace_id, value)
select
  accounts.id,
  'followers',
  date_trunc('hour', now()) - make_interval(hours => hours_ago),
  accounts.workspace_id,
  start.followers - hours_ago / 6 * start.daily / 4
from (
  values
    ('00000000-0000-4000-8000-0000000000c1'::uuid, 12396, 24),
    ('00000000-0000-4000-8000-0000000000c2'::uuid, 3148, 8)
) as start (account_id, followers, daily)
join public.accounts on accounts.id = start.account_id
cross join generate_series(6, 168, 6) as hours_ago;
