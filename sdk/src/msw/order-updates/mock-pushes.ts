import { formatId, type SentOrderUpdate } from '@commerce-integration/contract';
import {
  type MappedUpdate,
  type MappingFeed,
  mapNotice,
  mapPushedRow,
  NOTHING_NEW,
  noticeMissing,
  noticesOf,
  ROW_LEFT_OUT,
  readNotice,
  saidByRow,
  UpdateRefused,
} from '@commerce-integration/contract/rules';
import { keep, type MockTables } from '../store/mock-tables.ts';
import { descriptorOf, readPushedRows } from './mock-feed-descriptors.ts';
import { feedsOf, newUpdate, type PushRow, type UpdateFeedRow, type UpdateRow, updatesOf } from './mock-update-rows.ts';

/** Maps what was pushed to a feed to updates, which are queued; what cannot be mapped is parked. */
export async function mapPush(tables: MockTables, push: PushRow): Promise<void> {
  const { updates, missing } = await updatesIn(tables, push);
  for (const [entry, one] of updates.entries()) {
    const known = [...updatesOf(tables).values()].find((row) => row.push?.id === push.id && row.push.entry === entry);
    if (known?.shown.update || known?.shown.status === 'ignored') continue;
    const row = rowOf(tables, push, entry, one);
    if (row) keep(updatesOf(tables), known ? { ...row, id: known.id, shown: renamed(row, known) } : row);
    else if (known) known.shown = { ...known.shown, status: 'ignored', code: null, message: messageOfNone(one) };
  }
  // Those that were to be mapped again, and whose notices the feed no longer finds.
  const { code, message } = missing;
  const finished_at = new Date(tables.now()).toISOString();
  for (const row of updatesOf(tables).values()) {
    if (row.push?.id === push.id && row.shown.status === 'queued' && row.shown.update === null)
      row.shown = { ...row.shown, status: 'parked', code, message, finished_at };
  }
}

function renamed({ shown }: UpdateRow, known: UpdateRow): UpdateRow['shown'] {
  const { order_update_id, created_at } = known.shown;
  return { ...shown, order_update_id, created_at };
}

function messageOfNone(mapped: MappedUpdate): string {
  return 'isLeftOut' in mapped ? ROW_LEFT_OUT : NOTHING_NEW;
}

/** What a push is mapped to, and why updates are parked whose notices are not among these. */
interface MappedPush {
  updates: readonly MappedUpdate[];
  missing: UpdateRefused;
}

async function updatesIn(tables: MockTables, push: PushRow): Promise<MappedPush> {
  const feed = feedsOf(tables).get(push.feedId);
  try {
    if (!feed)
      throw new UpdateRefused('mapping_failed', 'The feed was deleted before the push was mapped: dismiss the update.');
    const updates = feed.shown.mapping
      ? mappedNotices(push, { ...feed.shown, mapping: feed.shown.mapping })
      : mappedRows(tables, push, feed);
    return { updates: await Promise.all(updates), missing: noticeMissing() };
  } catch (error) {
    if (error instanceof UpdateRefused) return { updates: [{ refusal: error }], missing: error };
    throw error;
  }
}

/** @throws UpdateRefused */
function mappedNotices(
  push: PushRow,
  { order_update_feed_id: id, carrier, mapping }: Omit<MappingFeed, 'id'> & { order_update_feed_id: string },
): Promise<MappedUpdate>[] {
  return noticesOf(readNotice(push.contentType, push.bytes, noXml), mapping).map(async (notice) => {
    const digest = await digestOf(JSON.stringify(notice));
    return mapNotice(notice, { id, carrier, mapping }, { digest, receivedAt: push.created_at });
  });
}

/** @throws UpdateRefused */
function mappedRows(tables: MockTables, push: PushRow, feed: UpdateFeedRow): Promise<MappedUpdate>[] {
  const { order_update_feed_id: id, carrier, data_descriptor_id } = feed.shown;
  const about = { id, carrier, descriptorId: data_descriptor_id ?? '' };
  return readPushedRows(descriptorOf(tables, feed), push.bytes).map(async (row) => {
    const digest = await digestOf(saidByRow(row));
    return mapPushedRow(row, about, { digest, receivedAt: push.created_at });
  });
}

/** The mock has no reader of XML. */
function noXml(): never {
  throw new UpdateRefused('payload_unreadable', 'The mock reads JSON and forms only: try XML with the server.');
}

async function digestOf(text: string): Promise<string> {
  const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  const hex = Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.slice(0, 32);
}

/** @returns undefined for an update that is known already and says the same, and where there is none */
function rowOf(tables: MockTables, push: PushRow, entry: number, mapped: MappedUpdate): UpdateRow | undefined {
  if ('refusal' in mapped) return parkedRow(tables, push, entry, mapped.refusal);
  if ('isLeftOut' in mapped) return undefined;
  const { update, isTimed } = mapped;
  const { occurred_at: _, ...untimed } = update;
  const digest = JSON.stringify(isTimed ? update : untimed);
  const same = [...updatesOf(tables).values()].find(
    (row) => row.partnerId === push.partnerId && row.shown.update?.update_id === update.update_id,
  );
  if (same?.digest === digest) return undefined;
  if (!same) return { ...ofPush(tables, push, entry, update), digest };
  const message = `The update_id ${update.update_id} was already used for ${same.shown.order_update_id} with different content: dismiss this update, or map update_id to a value that is unique for each notice.`;
  return parkedRow(tables, push, entry, new UpdateRefused('update_id_reused', message));
}

function parkedRow(tables: MockTables, push: PushRow, entry: number, { code, message }: UpdateRefused): UpdateRow {
  const update_id = `${formatId('orderUpdatePush', push.id)}.${entry}`;
  const row = ofPush(tables, push, entry, { update_id, occurred_at: push.created_at });
  const finished_at = new Date(tables.now()).toISOString();
  return { ...row, shown: { ...row.shown, update: null, status: 'parked', code, message, finished_at } };
}

function ofPush(
  tables: MockTables,
  { id, partnerId, feedId }: PushRow,
  entry: number,
  update: SentOrderUpdate,
): UpdateRow {
  const row = newUpdate(tables, partnerId, update);
  const order_update_feed_id = formatId('orderUpdateFeed', feedId);
  const shown = { ...row.shown, order_update_feed_id, push_id: formatId('orderUpdatePush', id) };
  return { ...row, push: { id, entry }, shown };
}
