import type postgres from 'postgres'

/**
 * Makes 20,000 phrases in bench_texts, of words as frequent as words are: the n-th about half as often
 * as the n/2-th; and pg_temp.chance(number, salt), a number from 0 to 1 that is always the same.
 */
export async function makeTexts(sql: postgres.TransactionSql): Promise<void> {
  await sql`
    create function pg_temp.chance(p_number bigint, p_salt integer) returns double precision
    language sql immutable as $$
      select (hashint8extended(p_number, p_salt) & 4294967295) / 4294967296.0
    $$`
  await sql`
    create temporary table bench_words on commit drop as
    select
      number,
      coalesce(
        (string_to_array(
          'the you is it to and for do have this in a order on my of can when price size how thanks '
          'shipping blue open please still dress large saturday refund tickets hello address code '
          'broken return sorry delivery available love',
          ' '
        ))[number],
        initcap(syllables[1 + number % 20]) || syllables[1 + number / 20 % 20]
          || syllables[1 + number / 400 % 20]
      ) as word
    from
      generate_series(1, 3000) as number,
      string_to_array('ba ke li mo nu ra se ti vo zu pa de fi go hu ja lo me ni su', ' ') as syllables`
  await sql`
    create temporary table bench_texts on commit drop as
    select phrase, string_agg(lower(word), ' ' order by place) as text
    from
      generate_series(0, 19999) as phrase,
      generate_series(1, 15) as place,
      bench_words
    where place <= 3 + phrase % 13
      and bench_words.number = 1 + floor(
        power(3000, pg_temp.chance(phrase * 100::bigint + place, 1)) - 1
      )::integer
    group by phrase`
  await sql`create unique index on bench_texts (phrase)`
  await sql`analyze bench_texts`
}
