import { createHash } from 'node:crypto';
import { formatId } from '@commerce-integration/contract';
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

/** Pushes that are mapped in one transaction. */
const AT_ONCE = 100;

interface PushRow {
  id: string;
  feed_id: string;
  content_type: string;
  payload: Buffer;
  created_at: string;
}

/**
 * Maps what was pushed to the feeds of a partner to order updates; what cannot be mapped is parked.
 *
 * @returns whether there was anything
 */
export async function mapPushes(client: PoolClient, partnerId: number): Promise<boolean> {
  const { rows } = await client.query<PushRow>(
    `select id, feed_id, content_type, payload, created_at from order_update_push
     where partner_id = $1 and not is_mapped order by id limit $2`,
    [partnerId, AT_ONCE],
  );
  if (rows.length === 0) return false;
  const feeds = await readFeeds(client, rows);
  const entries = rows.flatMap((push) => entriesOf(push, feeds.get(push.feed_id)));
  await storeMapped(client, partnerId, entries);
  await client.query('update order_update_push set is_mapped = true where id = any($1::bigint[])', [
    rows.map(({ id }) => id),
  ]);
  return true;
}

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
