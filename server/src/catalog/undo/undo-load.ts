import { PRICE_CHANGE_SAMPLE, type UndoResult } from '@commerce-integration/contract';
import type { Pool, PoolClient } from 'pg';
import { RECORD_UPDATE } from '../load/former-values.ts';
import { NOTE_CHANGE } from '../load/merge-sql.ts';
import { inPartnerTransaction } from '../load/partner-transaction.ts';
import { lockWhileOrdersWait } from '../orders-wait-for-change.ts';
import type { PriceChanges } from '../price-changes.ts';
import {
  CLASSIFY,
  COUNT,
  classifyNew,
  DISCONTINUE_NEW,
  FIND_NEW,
  KEEP_RESTORED,
  LOCK_PRODUCTS,
  RECORD_DISCONTINUED,
  RECORD_RESTORED,
  REMOVE_NEW,
  REPORT,
  RESTORE,
  SAMPLE_CHANGES,
} from './undo-sql.ts';

/** The undo of one load. */
export interface UndoTask {
  readonly pool: Pool;
  readonly partnerId: number;
  /** The load, as `findLoadToUndo` finds it. */
  readonly loadId: number;
  /** Primary key of the job that undoes it, and reports what it kept. */
  readonly jobId: number;
  /** Does everything except write to the catalogue. */
  readonly validateOnly: boolean;
  /** Stops the undo at its next safe point; its reason is thrown. */
  readonly signal: AbortSignal;
  /** SQL that tells whether something outside the catalogue names the product whose ID is in a column. */
  readonly isReferenced: (column: string) => string;
  /** Called inside the transaction, just before its commit, to write what belongs to it. Throws to roll back. */
  readonly complete: (client: PoolClient, result: UndoResult, priceChanges: PriceChanges) => Promise<void>;
}

/** The load was undone by another job, or its former values are no longer kept. */
export class UndoRefused extends Error {
  override readonly name = 'UndoRefused';
}

interface LoadRow {
  began_at: Date;
  changed_at: Date;
  inserted: number;
  undone: boolean;
}

/**
 * Takes back what a load wrote, in one transaction, all or nothing, while no load of the partner runs. Products that the
 * load made are removed, or discontinued where something names them; of those that it changed, the fields that still
 * hold what it wrote get their former values. Everything that was changed since is kept, and reported as an error of the
 * job.
 *
 * @throws UndoRefused; the signal's reason when it fires. Any other error is internal and worth a retry.
 */
export function undoLoad(task: UndoTask): Promise<void> {
  return inPartnerTransaction(task.pool, task.partnerId, task.signal, async (client, lost) => {
    const stop = AbortSignal.any([task.signal, lost]);
    const load = await findLoad(client, task);
    // What only shows changes must not make orders of these products wait.
    const moment = task.validateOnly ? undefined : await lockProducts(client, task, load);
    await decide(client, task, load);
    stop.throwIfAborted();
    const result = await count(client);
    await client.query(REPORT, [task.jobId]);
    const priceChanges =
      moment === undefined ? await showChanges(client, task) : await write(client, task, moment, result);
    stop.throwIfAborted();
    await task.complete(client, result, priceChanges);
  });
}

/** The load, and the products that it made in `undo_new`. @throws UndoRefused */
async function findLoad(client: PoolClient, { loadId, partnerId }: UndoTask): Promise<LoadRow> {
  const [load] = (await client.query<LoadRow>(LOAD, [loadId, partnerId])).rows;
  if (!load) throw new UndoRefused('its former values are no longer kept.');
  if (load.undone) throw new UndoRefused('it was undone already.');
  await client.query(FIND_NEW, [partnerId, load.inserted > 0 ? load.began_at : null]);
  return load;
}

/** @returns the time of the undo */
async function lockProducts(client: PoolClient, task: UndoTask, { changed_at }: LoadRow): Promise<Date> {
  const locked = await lockWhileOrdersWait(task.pool, task.partnerId, client, () =>
    client.query<{ moment: Date }>(LOCK_PRODUCTS, [task.loadId, changed_at]),
  );
  const moment = locked.rows[0]?.moment;
  if (!moment) throw new Error('Locking the products returned no time');
  return moment;
}

/** Decides what becomes of each product of the load. */
async function decide(client: PoolClient, task: UndoTask, { changed_at }: LoadRow): Promise<void> {
  await client.query(CLASSIFY, [task.loadId, changed_at, task.partnerId]);
  await client.query(classifyNew(task.isReferenced));
}

/** $1 load, $2 partner. */
const LOAD = `select began_at, changed_at, inserted, undone_by_job_id is not null as undone
  from catalogue_update where id = $1 and partner_id = $2`;

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

/** Tenancy: the products and the load of the task's partner. */
async function write(client: PoolClient, task: UndoTask, moment: Date, result: UndoResult): Promise<PriceChanges> {
  const { partnerId, jobId, loadId } = task;
  const about = [partnerId, jobId, moment];
  // The undo is an update of the catalogue itself, for the products' history.
  const recorded = await client.query<{ id: string }>(RECORD_UPDATE, [partnerId, jobId, null, moment, 0]);
  await client.query(RESTORE, [moment]);
  const changed = await client.query<PriceChanges>(RECORD_RESTORED, [...about, PRICE_CHANGE_SAMPLE]);
  await client.query(KEEP_RESTORED, [recorded.rows[0]?.id, partnerId, moment]);
  if (result.removed > 0) await client.query(REMOVE_NEW);
  if (result.discontinued > 0) {
    await client.query(RECORD_DISCONTINUED, about);
    await client.query(DISCONTINUE_NEW, [moment]);
  }
  await client.query(NOTE_CHANGE, [partnerId, moment, false]);
  await client.query('update catalogue_update set undone_by_job_id = $2 where id = $1', [loadId, jobId]);
  return changed.rows[0] ?? { products: 0, sample: [] };
}
