import { type FeedLayout, type Removal, removalRefusal } from '@commerce-integration/contract/feed-file';
import type { PoolClient } from 'pg';
import { lockWhileGateClosed } from '../order-gate.ts';
import { LoadRefused } from './load-failure.ts';
import type { LoadTask } from './load-task.ts';
import {
  COUNT_REMOVED,
  COUNT_WINNING,
  DISCONTINUE_REMOVED,
  FIND_REMOVED,
  FIND_REPEATS,
  lockProducts,
  NO_REPEATS,
  RECORD_REMOVED,
  REPORT_REPEATS,
  recordHistory,
  SAMPLE_REMOVED,
  sampleChanges,
  updateProducts,
} from './settle-statements.ts';

/** What the end of a load did, or, for one that writes nothing, would have done. */
export interface Settlement {
  readonly inserted: number;
  readonly updated: number;
  readonly duplicates: number;
  readonly removed: number;
  readonly priceChanges: number;
}

/**
 * Ends a load whose rows are staged: of a SKU that the file repeats the last line counts, products that change are
 * written, with their history, and a full feed's missing products discontinued.
 *
 * @param inserted products that staging has inserted
 * @param mayRepeat whether a SKU may be repeated at all
 */
export async function settleLoad(
  client: PoolClient,
  task: LoadTask,
  layout: FeedLayout,
  inserted: number,
  mayRepeat: boolean,
): Promise<Settlement> {
  await client.query(mayRepeat ? FIND_REPEATS : NO_REPEATS);
  const reported = mayRepeat ? await client.query(REPORT_REPEATS, [task.jobId]) : undefined;
  const duplicates = reported?.rowCount ?? 0;
  const full = task.mode === 'full';
  const removed = full ? await findRemoved(client, task) : 0;
  if (!task.validateOnly)
    await lockWhileGateClosed(task.pool, task.partnerId, client, () => client.query(lockProducts(full)));
  const changed = task.validateOnly
    ? await showChanges(client, task, layout)
    : { inserted, ...(await writeChanges(client, task, layout)) };
  if (removed > 0) await removeMissing(client, task);
  return { ...changed, duplicates, removed };
}

async function writeChanges(client: PoolClient, task: LoadTask, layout: FeedLayout) {
  const updated = await client.query<{ updated: number }>(updateProducts(layout), [task.feedId]);
  const history = recordHistory(layout);
  const parameters = [task.partnerId, task.feedId, task.jobId];
  const changes = history ? await client.query<{ prices: number }>(history, parameters) : undefined;
  return { updated: updated.rows[0]?.updated ?? 0, priceChanges: changes?.rows[0]?.prices ?? 0 };
}

async function showChanges(client: PoolClient, task: LoadTask, layout: FeedLayout) {
  const counted = await client.query<{ inserted: number; updated: number }>(COUNT_WINNING);
  await client.query(sampleChanges(layout), [task.jobId]);
  return { inserted: counted.rows[0]?.inserted ?? 0, updated: counted.rows[0]?.updated ?? 0, priceChanges: 0 };
}

/** @throws LoadRefused where the feed does not name so many products that it must be one that is cut off */
async function findRemoved(client: PoolClient, task: LoadTask): Promise<number> {
  await client.query(FIND_REMOVED, [task.partnerId, task.jobId]);
  const counted = await client.query<Removal>(COUNT_REMOVED, [task.partnerId, task.feedId]);
  const removal = counted.rows[0] ?? { removed: 0, active: 0 };
  const refusal = removalRefusal(removal, task.maxRemovedRatio);
  if (refusal !== undefined) throw new LoadRefused(refusal);
  return removal.removed;
}

async function removeMissing(client: PoolClient, task: LoadTask): Promise<void> {
  if (task.validateOnly) await client.query(SAMPLE_REMOVED, [task.jobId]);
  else {
    await client.query(RECORD_REMOVED, [task.partnerId, task.feedId, task.jobId]);
    await client.query(DISCONTINUE_REMOVED, [task.feedId]);
  }
}
