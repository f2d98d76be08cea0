import type { Pool, PoolClient } from 'pg';
import { inTransaction } from '../../database/in-transaction.ts';
import { LOCKS, tryLockUntilCommit } from '../../database/locks.ts';
import { SEARCHED_TEXT } from './search-candidates.ts';

// Tenancy of this file: periodic work on every partner's products, for no caller.

/** Products that one transaction indexes. */
const STEP = 5_000;
/** Milliseconds to wait for a table that is being altered before leaving the rest to the next run. */
const LOCK_MS = 100;
const LOCK_NOT_AVAILABLE = '55P03';

/** A position in a partner's products by change time: all after it are not indexed yet. */
interface Due {
  id: string;
  partner_id: string;
  changed_at: Date;
  after_id: string;
}

/**
 * Indexes all committed changes of the catalogue for the search, in bounded steps. Searches are correct whether or not
 * this has run or is running: they read products that are not indexed yet directly. Several processes may call it at
 * the same time: one works, the others return at once.
 */
export async function indexProducts(pool: Pool, stop: AbortSignal, step = STEP): Promise<void> {
  let isMore = true;
  let isAny = false;
  while (isMore && !stop.aborted) {
    isMore = await inTransaction(pool, (client) => indexSome(client, step)).catch(laterIfLocked);
    isAny ||= isMore;
  }
  // Searches scan the index's pending list row by row.
  if (isAny) await pool.query(`select gin_clean_pending_list('product_search_grams_idx')`);
}

function laterIfLocked(error: { code?: unknown }): false {
  if (error.code === LOCK_NOT_AVAILABLE) return false;
  throw error;
}

/** @returns whether there may be more to do */
async function indexSome(client: PoolClient, step: number): Promise<boolean> {
  if (!(await tryLockUntilCommit(client, LOCKS.productSearch))) return false;
  // If a crash loses the commit, the next step does the same work again.
  await client.query(`set local synchronous_commit = off; set local jit = off; set local lock_timeout = ${LOCK_MS}`);
  const [due] = (await client.query<Due>(TAKE_DUE)).rows;
  if (!due) return false;
  const { id, partner_id, changed_at, after_id } = due;
  const written = await client.query<{ rows: number; updated_at: Date; id: string }>(INDEX, [
    partner_id,
    changed_at,
    after_id,
    step,
  ]);
  const [last] = written.rows;
  if (last?.rows === step) await client.query(ADVANCE, [id, last.updated_at, last.id]);
  else await client.query('delete from product_search_due where id = $1', [id]);
  return true;
}

/**
 * The earliest due position. It covers all other positions of its partner that are visible now, which are deleted:
 * their products are visible to the next statement, and come after it.
 */
const TAKE_DUE = `with first as materialized (
    select id, partner_id, changed_at, after_id from product_search_due order by changed_at, after_id limit 1
  ), covered as (
    delete from product_search_due due using first where due.partner_id = first.partner_id and due.id <> first.id
  )
  select * from first`;

/**
 * Indexes products after a position, and returns the number and the position of the last. Products with unchanged text
 * are only compared. $1 partner, $2 and $3 position, $4 number.
 */
const INDEX = `with due as materialized (
    select id, updated_at, lower(${SEARCHED_TEXT}) as words from product
    where partner_id = $1 and (updated_at, id) > ($2::timestamptz, $3::bigint)
    order by updated_at, id limit $4
  ), written as (
    insert into product_search (product_id, partner_id, words)
    select due.id, $1, due.words from due left join product_search known on known.product_id = due.id
    where known.words is distinct from due.words
    order by due.id
    on conflict (product_id) do update set words = excluded.words
  )
  select (select count(*)::integer from due) as rows, updated_at, id from due order by updated_at desc, id desc limit 1`;

/** $1 due row, $2 and $3 position. */
const ADVANCE = 'update product_search_due set changed_at = $2, after_id = $3 where id = $1';
