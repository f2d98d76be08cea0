import { createHash } from 'node:crypto';
import { formatId, LIMITS } from '@commerce-integration/contract';
import {
  type MappedUpdate,
  type MappingFeed,
  mapNotice,
  noticesOf,
  type Pushed,
  UpdateRefused,
} from '@commerce-integration/contract/rules';
import type { PoolClient } from 'pg';
import { readPayload } from './read-payload.ts';
import { type MappedEntry, storeMapped } from './store-mapped.ts';

// Tenancy of this file: a worker, for the pushes of the partner whose lock it holds.

/** Bytes and notices of one transaction, in memory at once; a single push may have more. */
const MOST_BYTES = 4 * 1024 * 1024;
const MOST_NOTICES = LIMITS.pushedUpdates;

interface PushRow {
  id: string;
  feed_id: string;
  content_type: string;
  payload: Buffer;
  created_at: string;
}

export interface PushBatch {
  /** How many pushes at most. */
  readonly most: number;
  /** Is called with the IDs of the pushes before they are mapped. */
  taken(ids: readonly string[]): void;
}

/**
 * Maps the oldest pushes to the feeds of a partner to order updates; what cannot be mapped is parked.
 *
 * @returns whether there was anything
 */
export async function mapPushes(client: PoolClient, partnerId: number, { most, taken }: PushBatch): Promise<boolean> {
  const { rows } = await client.query<PushRow>(OLDEST, [partnerId, most, MOST_BYTES]);
  taken(rows.map(({ id }) => id));
  if (rows.length === 0) return false;
  const feeds = await readFeeds(client, rows);
  const entries: MappedEntry[] = [];
  const mapped: string[] = [];
  for (const push of rows) {
    const more = entriesOf(push, feeds.get(push.feed_id));
    if (entries.length > 0 && entries.length + more.length > MOST_NOTICES) break;
    entries.push(...more);
    mapped.push(push.id);
  }
  await storeMapped(client, partnerId, mapped, entries);
  return true;
}

// Locked: who asks for another try of one of them waits, so that it is not missed.
const OLDEST = `select id, feed_id, content_type, payload, created_at from (
    select *, sum(octet_length(payload)) over (order by id) - octet_length(payload) as bytes_before from (
      select id, feed_id, content_type, payload, created_at from order_update_push
      where partner_id = $1 and not is_mapped order by id limit $2 for update
    ) oldest
  ) push where bytes_before < $3 order by id`;

async function readFeeds(client: PoolClient, pushes: readonly PushRow[]): Promise<Map<string, MappingFeed>> {
  const { rows } = await client.query<{ id: string } & Pick<MappingFeed, 'carrier' | 'mapping'>>(
    'select id, carrier, mapping from order_update_feed where id = any($1::bigint[])',
    [pushes.map(({ feed_id }) => feed_id)],
  );
  return new Map(rows.map(({ id, ...feed }) => [id, { ...feed, id: formatId('orderUpdateFeed', Number(id)) }]));
}

function entriesOf(push: PushRow, feed: MappingFeed | undefined): MappedEntry[] {
  const { id: pushId, feed_id: feedId } = push;
  const receivedAt = new Date(push.created_at).toISOString();
  return mapPush(push, feed, receivedAt).map((mapped, entry) => ({ pushId, feedId, entry, receivedAt, mapped }));
}

/** The updates of a push, one for each notice; one refusal where its notices cannot be found. */
function mapPush(push: PushRow, feed: MappingFeed | undefined, receivedAt: string): MappedUpdate[] {
  try {
    if (!feed) throw new UpdateRefused('mapping_failed', 'The feed was deleted before this was mapped: dismiss it.');
    const notices = noticesOf(readPayload(push.content_type, push.payload), feed.mapping);
    return notices.map((notice) => mapNotice(notice, feed, { digest: digestOfNotice(notice), receivedAt }));
  } catch (error) {
    if (error instanceof UpdateRefused) return [{ refusal: error }];
    const { message } = error as Error;
    return [{ refusal: new UpdateRefused('internal_error', `Something went wrong on our side: ${message}`) }];
  }
}

function digestOfNotice(notice: Pushed): string {
  return createHash('sha256').update(JSON.stringify(notice)).digest('hex').slice(0, 32);
}
