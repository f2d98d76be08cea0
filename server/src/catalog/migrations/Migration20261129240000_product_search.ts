import { Migration } from '@mikro-orm/migrations';

/**
 * The index that `q` of a list of products searches. It is updated after the catalogue changes, so that it does not
 * slow down loads; changes that are not indexed yet are recorded, and searched directly.
 */
export class Migration20261129240000_product_search extends Migration {
  override up(): void {
    for (const statement of STATEMENTS) this.addSql(statement);
  }
}

const STATEMENTS = [
  // The lower-case text of each product, as of its last indexing.
  `create table product_search (
    product_id bigint primary key,
    partner_id bigint not null,
    words text not null
  )`,

  // The trigrams of the text, its last two characters and its last one: a text contains a word if it contains all
  // trigrams of the word, and a word of one or two characters is the beginning of a trigram. The partner is included,
  // after two blanks and longer than a trigram, so that the index excludes other partners' products. They are lexemes
  // of a tsvector, because its index finds prefixes, and supports any alphabet in any locale.
  `create function product_search_grams(partner_id bigint, words text) returns tsvector
    language sql immutable parallel safe cost 1000 as $$
      select array_to_tsvector(array(
        select substr(words, n, 3) from generate_series(1, length(words)) n union all select '  p' || partner_id
      ))
    $$`,
  `create index product_search_grams_idx on product_search using gin (product_search_grams(partner_id, words))`,

  // What to look up for the words of a search; for one partner, if it is not null. As few trigrams as cover all
  // characters of the word: looking up each takes longer than comparing the few products that have all of them in
  // another order.
  `create function product_search_query(partner_id bigint, words text[]) returns tsquery
    language sql immutable parallel safe as $$
      select string_agg('''' || replace(replace(gram, '\\', '\\\\'), '''', '''''') || '''' || ending, ' & ')::tsquery
      from (
        select substr(word, n, 3) as gram, case when length(word) < 3 then ':*' else '' end as ending
        from (select lower(given) as word from unnest(words) given) lowered
          cross join lateral (
            select generate_series(1, length(word) - 2, 3) union select greatest(length(word) - 2, 1)
          ) trigrams (n)
        union all
        select '  p' || partner_id, '' where partner_id is not null
      ) looked_up
    $$`,
  // PostgreSQL has no statistics that would show that reading the whole table is slower.
  `create function product_search_candidates(wanted tsquery, most integer) returns setof bigint
    language sql stable parallel safe set enable_seqscan = off as $$
      select product_id from product_search where product_search_grams(partner_id, words) @@ wanted limit most
    $$`,

  // Changes that are not indexed yet: for each partner, all products after the position (time of change, ID).
  `create table product_search_due (
    id bigint generated always as identity primary key,
    partner_id bigint not null,
    changed_at timestamptz(3) not null,
    after_id bigint not null default 0
  ) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000,
    autovacuum_vacuum_insert_scale_factor = 0, autovacuum_vacuum_insert_threshold = 20000)`,
  `create index product_search_due_changed_idx on product_search_due (changed_at, after_id)`,
  `create function note_product_search_due() returns trigger language plpgsql as $$
    begin
      insert into product_search_due (partner_id, changed_at) values (new.partner_id, new.changed_at);
      return null;
    end $$`,
  `create trigger catalogue_change_search_due after insert on catalogue_change
    for each row execute function note_product_search_due()`,

  // The existing products.
  `insert into product_search_due (partner_id, changed_at)
    select partner_id, min(updated_at) from product group by partner_id`,
];
