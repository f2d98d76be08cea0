import { createHash } from 'node:crypto';
import { LIMITS } from '@commerce-integration/contract';
import {
  type MappedUpdate,
  mapNotice,
  mapPushedRow,
  noticeMissing,
  type PushedRow,
  saidByRow,
} from '@commerce-integration/contract/rules';
import type { PoolClient } from 'pg';
import type { FeedDescriptors } from '../feed-descriptors.ts';
import { asRefusal, type PushContent, type PushRow, readFeeds, readPush } from './read-push.ts';
import { type MappedPush, storeMapped } from './store-mapped.ts';

// Tenancy of this file: a worker, for the pushes of the partner whose lock it holds.

/** The most bytes and notices of one transaction, which are in memory at once; a single push may exceed them. */
const MOST_BYTES = 4 * 1024 * 1024;
const MOST_NOTICES = LIMITS.pushedUpdates;

export interface PushBatch {
  /** The most pushes. */
  readonly most: number;
  readonly descriptors: FeedDescriptors;
  /** Receives the IDs of the pushes before they are mapped. */
  taken(ids: readonly string[]): void;
}

/**
 * Maps a partner's oldest pushes to order updates, and parks those that cannot be mapped.
 *
 * @returns whether there was anything
 */
export async function mapPushes(client: PoolClient, partnerId: number, batch: PushBatch): Promise<boolean> {
  const { rows } = await client.query<PushRow>(OLDEST, [partnerId, batch.most, MOST_BYTES]);
  batch.taken(rows.map(({ id }) => id));
  if (rows.length === 0) return false;
  const read = await readOldest(client, rows, batch.descriptors);
  const found = await lookUpRows(client, partnerId, read, batch.descriptors);
  await storeMapped(
    client,
    partnerId,
    read.map((one) => mappedPush(one, found.get(one) ?? [])),
  );
  return true;
}

// Locked, so that a request to retry one of them waits and is not missed.
const OLDEST = `select id, feed_id, content_type, payload, created_at from (
    select *, sum(octet_length(payload)) over (order by id) - octet_length(payload) as bytes_before from (
      select id, feed_id, content_type, payload, created_at from order_update_push
      where partner_id = $1 and not is_mapped order by id limit $2 for update
    ) oldest
  ) push where bytes_before < $3 order by id`;

interface ReadPush {
  readonly push: PushRow;
  readonly content: PushContent;
}

/** As many of the first pushes as one transaction may hold. */
async function readOldest(
  client: PoolClient,
  pushes: readonly PushRow[],
  descriptors: FeedDescriptors,
): Promise<ReadPush[]> {
  const feeds = await readFeeds(client, descriptors, pushes);
  const read: ReadPush[] = [];
  let notices = 0;
  for (const push of pushes) {
    const content = await readPush(push, feeds.get(push.feed_id), descriptors);
    notices += countOf(content);
    if (read.length > 0 && notices > MOST_NOTICES) break;
    read.push({ push, content });
  }
  return read;
}

function countOf(content: PushContent): number {
  if ('notices' in content) return content.notices.length;
  return 'rows' in content ? content.rows.length : 1;
}

/** Resolves the references in rows, for all files of one descriptor together. */
async function lookUpRows(
  client: PoolClient,
  partnerId: number,
  read: readonly ReadPush[],
  descriptors: FeedDescriptors,
): Promise<Map<ReadPush, readonly PushedRow[]>> {
  const files = read.flatMap((push) => ('rows' in push.content ? [{ push, ...push.content }] : []));
  const found = new Map<ReadPush, readonly PushedRow[]>();
  for (const [definition, some] of Map.groupBy(files, ({ feed }) => feed.definition)) {
    const rows = some.flatMap((file) => file.rows);
    const all = await descriptors.lookUp(client, partnerId, definition, rows);
    let begin = 0;
    for (const { push, rows: own } of some) {
      found.set(push, all.slice(begin, begin + own.length));
      begin += own.length;
    }
  }
  return found;
}

function mappedPush({ push, content }: ReadPush, rows: readonly PushedRow[]): MappedPush {
  const receivedAt = new Date(push.created_at).toISOString();
  const about = { pushId: push.id, feedId: push.feed_id, receivedAt };
  try {
    if ('refusal' in content) throw content.refusal;
    return { ...about, updates: updatesOf(content, rows, receivedAt), missing: noticeMissing() };
  } catch (error) {
    const refusal = asRefusal(error);
    return { ...about, updates: [{ refusal }], missing: refusal };
  }
}

/** The updates of a push, one for each notice or row. */
function updatesOf(
  content: Exclude<PushContent, { refusal: unknown }>,
  rows: readonly PushedRow[],
  receivedAt: string,
): MappedUpdate[] {
  if ('rows' in content) {
    return rows.map((row) => mapPushedRow(row, content.feed, { digest: digestOfText(saidByRow(row)), receivedAt }));
  }
  return content.notices.map((notice) =>
    mapNotice(notice, content.feed, { digest: digestOfText(JSON.stringify(notice)), receivedAt }),
  );
}

function digestOfText(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}
