import { type DataDefinition, formatId } from '@commerce-integration/contract';
import {
  type MappingFeed,
  noticesOf,
  type Pushed,
  type RowFeed,
  readNotice,
  UpdateRefused,
} from '@commerce-integration/contract/rules';
import type { PoolClient } from 'pg';
import type { FeedDescriptors, ReadRow } from '../feed-descriptors.ts';
import { readXml } from './xml-tree.ts';

// Tenancy of this file: a worker, for the pushes of the partner whose lock it holds.

/** A push that is not mapped yet. */
export interface PushRow {
  readonly id: string;
  readonly feed_id: string;
  readonly content_type: string;
  readonly payload: Buffer;
  readonly created_at: string;
}

/** A feed whose files a data descriptor reads. */
interface DescribedFeed extends RowFeed {
  readonly definition: DataDefinition;
}

/** The content of a push: notices for a mapping, or rows of a file; or why it cannot be read. */
export type PushContent =
  | { readonly notices: readonly Pushed[]; readonly feed: MappingFeed }
  | { readonly rows: readonly ReadRow[]; readonly feed: DescribedFeed }
  | { readonly refusal: UpdateRefused };

type PushedFeed = MappingFeed | DescribedFeed;

interface FeedRow extends Pick<MappingFeed, 'carrier'> {
  id: string;
  mapping: MappingFeed['mapping'] | null;
  data_descriptor_id: string | null;
}

/** The current feeds of pushes, by number, with two statements. Deleted feeds are missing. */
export async function readFeeds(
  client: PoolClient,
  descriptors: FeedDescriptors,
  pushes: readonly PushRow[],
): Promise<Map<string, PushedFeed>> {
  const { rows } = await client.query<FeedRow>(
    'select id, carrier, mapping, data_descriptor_id from order_update_feed where id = any($1::bigint[])',
    [pushes.map(({ feed_id }) => feed_id)],
  );
  const named = rows.flatMap(({ data_descriptor_id: id }) => (id === null ? [] : Number(id)));
  const definitions = await descriptors.definitions(client, [...new Set(named)]);
  const feeds = new Map<string, PushedFeed>();
  for (const { id, carrier, mapping, data_descriptor_id } of rows) {
    const feed = { id: formatId('orderUpdateFeed', Number(id)), carrier };
    const number = Number(data_descriptor_id);
    const definition = definitions.get(number);
    if (mapping) feeds.set(id, { ...feed, mapping });
    else if (definition) feeds.set(id, { ...feed, definition, descriptorId: formatId('dataDescriptor', number) });
  }
  return feeds;
}

/** Reads a push in its feed's format. */
export async function readPush(
  { content_type, payload }: PushRow,
  feed: PushedFeed | undefined,
  descriptors: FeedDescriptors,
): Promise<PushContent> {
  try {
    if (!feed)
      throw new UpdateRefused('mapping_failed', 'The feed was deleted before the push was mapped: dismiss the update.');
    if ('mapping' in feed)
      return { notices: noticesOf(readNotice(content_type, payload, readXml), feed.mapping), feed };
    return { rows: await descriptors.read(feed.definition, payload, feed.descriptorId), feed };
  } catch (error) {
    return { refusal: asRefusal(error) };
  }
}

/** Unexpected errors park a push, too, so that the others continue. */
export function asRefusal(error: unknown): UpdateRefused {
  if (error instanceof UpdateRefused) return error;
  return new UpdateRefused('internal_error', `Something went wrong on our side: ${(error as Error).message}`);
}
