import { PRICE_CHANGE_SAMPLE, type UndoResult } from '@commerce-integration/contract';
import type { Pool, PoolClient } from 'pg';
import { RECORD_UPDATE } from '../load/former-values.ts';
import { NOTE_CHANGE } from '../load/merge-sql.ts';
import { inPartnerTransaction } from '../load/partner-transaction.ts';
import { lockWhileOrdersWait } from '../orders-wait-for-change.ts';
import type { PriceChanges } from '../price-changes.ts';
import { type CollectedLoad, collectChanges } from './collect-changes.ts';
import {
  CLASSIFY,
  COUNT,
  classifyNew,
  DISCONTINUE_NEW,
  FIND_NEW,
  FORGET_FEED,
  KEEP_RESTORED,
  LOCK_PRODUCTS,
  RECORD_DISCONTINUED,
  RECORD_RESTORED,
  REMOVE_NEW,
  REPORT,
  RESTORE,
  SAMPLE_CHANGES,
} from './undo-sql.ts';

/** The undo of the loads of one job. */
export interface UndoTask {
  readonly pool: Pool;
  readonly partnerId: number;
  /** The loads, as `findLatestLoad` or `findAllLoads` finds them. */
  readonly loadIds: readonly number[];
  /** Primary key of the undo job, which also reports what was kept. */
  readonly jobId: number;
  /** Does everything except write to the catalogue. */
  readonly validateOnly: boolean;
  /** Stops the undo at its next safe point; its reason is thrown. */
  readonly signal: AbortSignal;
  /** SQL that tells whether something outside the catalogue references the product whose ID is in a column. */
  readonly isReferenced: (column: string) => string;
  /** Called inside the transaction, just before its commit, to write related rows. Throws to roll back. */
  readonly complete: (client: PoolClient, result: UndoResult, priceChanges: PriceChanges) => Promise<void>;
}

/** The loads were undone by another job, or their former values are no longer stored. */
export class UndoRefused extends Error {
  override readonly name = 'UndoRefused';
}

interface LoadRow {
  id: string;
  began_at: Date;
  changed_at: Date;
  inserted: number;
  undone: boolean;
}

/**
 * Undoes the loads of one job in one transaction, all or nothing, while no load of the partner runs. Products created
 * by the loads are removed, or discontinued if something references them. Of changed products, fields that still have
 * the loads' values get the values from before the first load. Everything changed since is kept and reported as an
 * error of the job.
 *
 * @throws UndoRefused; the signal's reason when it fires. Any other error is internal and worth a retry.
 */
export function undoLoads(task: UndoTask): Promise<void> {
  return inPartnerTransaction(task.pool, task.partnerId, task.signal, async (client, lost) => {
    const stop = AbortSignal.any([task.signal, lost]);
    const loads = await findLoads(client, task);
    await collectChanges(client, loads);
    stop.throwIfAborted();
    // A dry run must not make orders of these products wait.
    const moment = task.validateOnly ? undefined : await lockProducts(client, task);
    await decide(client, task);
    stop.throwIfAborted();
    const result = await count(client);
    await client.query(REPORT, [task.jobId]);
    const priceChanges =
      moment === undefined ? await showChanges(client, task) : await write(client, task, moment, result);
    stop.throwIfAborted();
    await task.complete(client, result, priceChanges);
  });
}

/** The loads, latest first; puts the products that they created into `undo_new`. @throws UndoRefused */
async function findLoads(client: PoolClient, { loadIds, partnerId }: UndoTask): Promise<CollectedLoad[]> {
  const { rows } = await client.query<LoadRow>(LOADS, [loadIds, partnerId]);
  if (rows.length === 0 || rows.length < loadIds.length) {
    throw new UndoRefused('its former values are no longer kept.');
  }
  if (rows.some(({ undone }) => undone)) throw new UndoRefused('it was undone already.');
  const began = rows.flatMap(({ inserted, began_at }) => (inserted > 0 ? [began_at] : []));
  await client.query(FIND_NEW, [partnerId, began]);
  return rows.map(({ id, changed_at }) => ({ id: Number(id), changed_at }));
}

/** @returns the time of the undo */
async function lockProducts(client: PoolClient, task: UndoTask): Promise<Date> {
  const locked = await lockWhileOrdersWait(task.pool, task.partnerId, client, () =>
    client.query<{ moment: Date }>(LOCK_PRODUCTS),
  );
  const moment = locked.rows[0]?.moment;
  if (!moment) throw new Error('Locking the products returned no time');
  return moment;
}

/** Decides the fate of each product of the loads. */
async function decide(client: PoolClient, { partnerId, loadIds, isReferenced }: UndoTask): Promise<void> {
  await client.query(CLASSIFY, [partnerId]);
  await client.query(classifyNew(isReferenced), [loadIds, partnerId]);
}

/** $1 loads, $2 partner. */
const LOADS = `select id, began_at, changed_at, inserted, undone_by_job_id is not null as undone
  from catalogue_update where id = any($1::bigint[]) and partner_id = $2 order by id desc`;

async function count(client: PoolClient): Promise<UndoResult> {
  type Counts = Record<'restored' | 'kept' | 'errored' | 'removed' | 'discontinued' | 'new_kept', number>;
  const [counts] = (await client.query<Counts>(COUNT)).rows;
  if (!counts) throw new Error('Counting the products returned nothing');
  const { restored, removed, discontinued, errored } = counts;
  const kept = counts.kept + counts.new_kept;
  const reversed = restored + removed + discontinued;
  return { processed: reversed + kept + errored, reversed, removed, discontinued, kept, errored };
}

async function showChanges(client: PoolClient, { jobId }: UndoTask): Promise<PriceChanges> {
  await client.query(SAMPLE_CHANGES, [jobId]);
  return { products: 0, sample: [] };
}

/** Tenancy: the products and the loads of the task's partner. */
async function write(client: PoolClient, task: UndoTask, moment: Date, result: UndoResult): Promise<PriceChanges> {
  const { partnerId, jobId, loadIds } = task;
  const about = [partnerId, jobId, moment];
  // For the products' history, the undo is a catalogue update of its own.
  const recorded = await client.query<{ id: string }>(RECORD_UPDATE, [partnerId, jobId, null, moment, 0]);
  await client.query(FORGET_FEED);
  await client.query(RESTORE, [moment]);
  const changed = await client.query<PriceChanges>(RECORD_RESTORED, [...about, PRICE_CHANGE_SAMPLE]);
  await client.query(KEEP_RESTORED, [recorded.rows[0]?.id, partnerId, moment]);
  if (result.removed > 0) await client.query(REMOVE_NEW);
  if (result.discontinued > 0) {
    await client.query(RECORD_DISCONTINUED, about);
    await client.query(DISCONTINUE_NEW, [moment]);
  }
  await client.query(NOTE_CHANGE, [partnerId, moment, false]);
  await client.query('update catalogue_update set undone_by_job_id = $2 where id = any($1::bigint[])', [
    loadIds,
    jobId,
  ]);
  return changed.rows[0] ?? { products: 0, sample: [] };
}
