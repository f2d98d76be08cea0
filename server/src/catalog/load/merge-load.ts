import { type FeedLayout, type Removal, removalRefusal } from '@commerce-integration/contract/feed-file';
import type { PoolClient } from 'pg';
import { lockWhileOrdersWait } from '../orders-wait-for-change.ts';
import type { PriceChanges } from '../price-changes.ts';
import { keepFormerValues } from './former-values.ts';
import { LoadRefused, type LoadTask } from './load-task.ts';
import {
  CHANGED_MEANWHILE,
  COUNT_REMOVED,
  COUNT_WINNING,
  DISCONTINUE_REMOVED,
  FIND_REMOVED,
  FIND_REPEATS,
  FORGET_DISCONTINUED,
  forgetUnchanged,
  lockProductsToWrite,
  NO_REPEATS,
  NOTE_CHANGE,
  READ_REMOVED_AGAIN,
  RECORD_REMOVED,
  REPORT_REPEATS,
  readAgain,
  recordHistory,
  SAMPLE_REMOVED,
  sampleChanges,
  updateProducts,
} from './merge-sql.ts';

const NO_PRICES: PriceChanges = { products: 0, sample: [] };

/** What the end of a load did, or would have done with `validateOnly`. */
export interface MergeOutcome {
  readonly inserted: number;
  readonly updated: number;
  readonly duplicates: number;
  readonly removed: number;
  readonly priceChanges: PriceChanges;
}

/**
 * Merges the staged rows of a load: only the last line of a repeated SKU counts, changed products are written with
 * their history, and products missing from a full feed are discontinued.
 *
 * @param inserted number of products that staging has inserted
 * @param mayRepeat whether a SKU may be repeated at all
 */
export async function mergeLoad(
  client: PoolClient,
  task: LoadTask,
  layout: FeedLayout,
  inserted: number,
  mayRepeat: boolean,
): Promise<MergeOutcome> {
  await client.query(mayRepeat ? FIND_REPEATS : NO_REPEATS);
  const reported = mayRepeat
    ? await client.query(REPORT_REPEATS, [task.jobId, task.file?.number ?? 0, task.file?.name ?? null])
    : undefined;
  const duplicates = reported?.rowCount ?? 0;
  const full = task.mode === 'full';
  const missing = full ? await findRemoved(client, task) : 0;
  if (task.validateOnly) {
    const changed = await showChanges(client, task, layout);
    if (missing > 0) await client.query(SAMPLE_REMOVED, [task.jobId]);
    return { ...changed, duplicates, removed: missing };
  }
  const moment = await lockAll(client, task, full);
  const meanwhile = await client.query(CHANGED_MEANWHILE, [task.partnerId]);
  const removed = missing - (meanwhile.rowCount ? await readProductsAgain(client, layout, full) : 0);
  const changed = await writeChanges(client, task, layout, moment);
  if (removed > 0) await removeMissing(client, task, moment);
  if (inserted + changed.updated + removed > 0) {
    await client.query(NOTE_CHANGE, [task.partnerId, moment, inserted > 0]);
    await keepFormerValues(client, task, layout, { moment, inserted, updated: changed.updated, removed });
  }
  return { inserted, ...changed, duplicates, removed };
}

/** Locks all products that will be written. @returns the time of the change */
async function lockAll(client: PoolClient, task: LoadTask, full: boolean): Promise<Date> {
  const locked = await lockWhileOrdersWait(task.pool, task.partnerId, client, () =>
    client.query<{ moment: Date }>(lockProductsToWrite(full)),
  );
  const moment = locked.rows[0]?.moment;
  if (!moment) throw new Error('Products were locked at no moment');
  return moment;
}

/** Reads the locked products again. @returns how many of those to discontinue were discontinued in the meantime */
async function readProductsAgain(client: PoolClient, layout: FeedLayout, full: boolean): Promise<number> {
  await client.query(readAgain(layout));
  await client.query(forgetUnchanged(layout));
  if (!full) return 0;
  await client.query(READ_REMOVED_AGAIN);
  return (await client.query(FORGET_DISCONTINUED)).rowCount ?? 0;
}

async function writeChanges(client: PoolClient, task: LoadTask, layout: FeedLayout, moment: Date) {
  const updated = await client.query<{ updated: number }>(updateProducts(layout), [task.feedId, moment]);
  const history = recordHistory(layout);
  const parameters = [task.partnerId, task.feedId, task.jobId, moment];
  const changes = history ? await client.query<PriceChanges>(history, parameters) : undefined;
  return { updated: updated.rows[0]?.updated ?? 0, priceChanges: changes?.rows[0] ?? NO_PRICES };
}

async function showChanges(client: PoolClient, task: LoadTask, layout: FeedLayout) {
  const counted = await client.query<{ inserted: number; updated: number }>(COUNT_WINNING);
  await client.query(sampleChanges(layout), [task.jobId]);
  return { inserted: counted.rows[0]?.inserted ?? 0, updated: counted.rows[0]?.updated ?? 0, priceChanges: NO_PRICES };
}

/** @throws LoadRefused if so many products are missing that the feed is probably truncated */
async function findRemoved(client: PoolClient, task: LoadTask): Promise<number> {
  await client.query(FIND_REMOVED, [task.partnerId, task.jobId]);
  const counted = await client.query<Removal>(COUNT_REMOVED, [task.partnerId, task.feedId]);
  const removal = counted.rows[0] ?? { removed: 0, active: 0 };
  const refusal = removalRefusal(removal, task.maxRemovedRatio);
  if (refusal !== undefined) throw new LoadRefused(refusal);
  return removal.removed;
}

async function removeMissing(client: PoolClient, task: LoadTask, moment: Date): Promise<void> {
  await client.query(RECORD_REMOVED, [task.partnerId, task.feedId, task.jobId, moment]);
  await client.query(DISCONTINUE_REMOVED, [task.feedId, moment]);
}
