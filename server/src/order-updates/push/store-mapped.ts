import { formatId, type OrderUpdate, type OrderUpdateCode, type SentOrderUpdate } from '@commerce-integration/contract';
import { type MappedUpdate, NOTHING_NEW, ROW_LEFT_OUT, UpdateRefused } from '@commerce-integration/contract/rules';
import type { PoolClient } from 'pg';
import { digestOf } from '../receive-order-updates.ts';

// Tenancy of this file: a worker, for the pushes of the partner whose lock it holds.

/** The result of mapping a push. */
export interface MappedPush {
  readonly pushId: string;
  readonly feedId: string;
  readonly receivedAt: string;
  /** One for each notice in it. */
  readonly updates: readonly MappedUpdate[];
  /** The reason for parking updates whose notice is no longer in the push. */
  readonly missing: UpdateRefused;
}

/** The result of mapping one notice of a push. */
interface MappedEntry extends Pick<MappedPush, 'pushId' | 'feedId' | 'receivedAt'> {
  /** Its index in the push. */
  readonly entry: number;
  readonly mapped: MappedUpdate;
}

/** The columns that mapping writes. */
interface Fields {
  readonly updateId: string;
  readonly digest: string | null;
  readonly content: SentOrderUpdate | null;
  readonly occurredAt: string;
  readonly status: OrderUpdate['status'];
  readonly code: OrderUpdateCode | null;
  readonly message: string | null;
}

/**
 * Stores the results of mapping pushes, with a constant number of statements. A notice that was already mapped or
 * dismissed keeps its update; one that could not be mapped keeps its number. An update with known ID and content is not
 * stored again. An update whose notice is no longer found is parked again.
 */
export async function storeMapped(client: PoolClient, partnerId: number, pushes: readonly MappedPush[]): Promise<void> {
  const ids = pushes.map(({ pushId }) => pushId);
  const entries = pushes.flatMap(({ updates, missing: _, ...push }) =>
    updates.map((mapped, entry): MappedEntry => ({ ...push, entry, mapped })),
  );
  const written = await writtenBefore(client, ids);
  const open = entries.filter((one) => written.get(keyOf(one)) !== 'done');
  const known = await knownUpdates(client, partnerId, open);
  const rows: [MappedEntry, Fields][] = [];
  for (const one of open) {
    const fields = fieldsOf(one, known);
    if (fields) rows.push([one, fields]);
    else if (written.has(keyOf(one))) {
      const message = 'isLeftOut' in one.mapped ? ROW_LEFT_OUT : NOTHING_NEW;
      rows.push([one, { ...unnamed(one), status: 'ignored', message }]);
    }
  }
  if (rows.length > 0) await writeRows(client, partnerId, rows);
  await parkOthers(client, pushes);
  await client.query('update order_update_push set is_mapped = true where id = any($1::bigint[])', [ids]);
}

/** Parks a push whose mapped updates cannot be stored. */
export async function refusePush(client: PoolClient, partnerId: number, pushId: string): Promise<void> {
  const { rows } = await client.query<{ feedId: string; created_at: string }>(
    `select feed_id as "feedId", created_at from order_update_push push
     where id = $1 and partner_id = $2 and not exists (select from order_update where push_id = push.id)`,
    [pushId, partnerId],
  );
  const name = formatId('orderUpdatePush', Number(pushId));
  const message = `Something went wrong on our side; it is logged under ${name}. Please report it, and retry later.`;
  const refusal = new UpdateRefused('internal_error', message);
  const [row] = rows;
  // If the push already has updates, parks those instead.
  const updates = row ? [{ refusal }] : [];
  const receivedAt = new Date(row?.created_at ?? Date.now()).toISOString();
  await storeMapped(client, partnerId, [{ pushId, feedId: row?.feedId ?? '', receivedAt, updates, missing: refusal }]);
}

/** Parks updates that were to be mapped again but were not. */
async function parkOthers(client: PoolClient, pushes: readonly MappedPush[]): Promise<void> {
  await client.query(
    `update order_update set status = 'parked', code = missing.code, message = missing.message, finished_at = now()
     from unnest($1::bigint[], $2::text[], $3::text[]) missing (push_id, code, message)
     where order_update.push_id = missing.push_id and status = 'queued' and content is null`,
    [
      pushes.map(({ pushId }) => pushId),
      pushes.map(({ missing }) => missing.code),
      pushes.map(({ missing }) => missing.message),
    ],
  );
}

function keyOf({ pushId, entry }: Pick<MappedEntry, 'pushId' | 'entry'>): string {
  return `${pushId}.${entry}`;
}

/** The notices that already have updates: those that are done, and those to be mapped again. */
async function writtenBefore(client: PoolClient, pushes: readonly string[]): Promise<Map<string, 'done' | 'open'>> {
  const { rows } = await client.query<{ pushId: string; entry: number; is_done: boolean }>(
    `select push_id as "pushId", push_entry as entry, content is not null or status = 'ignored' as is_done
     from order_update where push_id = any($1::bigint[])`,
    [pushes],
  );
  return new Map(rows.map((row) => [keyOf(row), row.is_done ? 'done' : 'open']));
}

/** The digests of stored updates that have the same IDs as new ones, by ID. */
async function knownUpdates(client: PoolClient, partnerId: number, entries: readonly MappedEntry[]) {
  const ids = entries.flatMap(({ mapped }) => ('update' in mapped ? mapped.update.update_id : []));
  const { rows } = await client.query<{ id: string; update_id: string; digest: string | null }>(
    `select id, update_id, digest from order_update
     where partner_id = $1 and update_id = any($2::text[]) and content is not null`,
    [partnerId, [...new Set(ids)]],
  );
  return new Map(
    rows.map((row) => [row.update_id, { name: formatId('orderUpdate', Number(row.id)), digest: row.digest }]),
  );
}

/** @returns undefined if there is no update, or it is already known with the same content */
function fieldsOf(one: MappedEntry, known: Map<string, { name: string; digest: string | null }>): Fields | undefined {
  const { mapped } = one;
  if ('refusal' in mapped) return parked(one, mapped.refusal);
  if ('isLeftOut' in mapped) return undefined;
  const { update, isTimed } = mapped;
  const { update_id: updateId, occurred_at: occurredAt, ...untimed } = update;
  // The time of the push is not part of the content.
  const digest = digestOf(isTimed ? update : { update_id: updateId, ...untimed });
  const same = known.get(updateId);
  if (same?.digest === digest) return undefined;
  if (same) {
    const message = `The update_id ${updateId} was already used for ${same.name} with different content: dismiss this update, or map update_id to a value that is unique for each notice.`;
    return parked(one, new UpdateRefused('update_id_reused', message));
  }
  known.set(updateId, { name: 'another update of this push', digest });
  return { updateId, digest, content: update, occurredAt, status: 'queued', code: null, message: null };
}

function parked(one: MappedEntry, { code, message }: UpdateRefused): Fields {
  return { ...unnamed(one), status: 'parked', code, message };
}

/** The columns of an entry without an ID of its own. */
function unnamed({ pushId, entry, receivedAt }: MappedEntry) {
  const updateId = `${formatId('orderUpdatePush', Number(pushId))}.${entry}`;
  return { updateId, digest: null, content: null, occurredAt: receivedAt, code: null };
}

async function writeRows(
  client: PoolClient,
  partnerId: number,
  rows: readonly (readonly [MappedEntry, Fields])[],
): Promise<void> {
  await client.query(WRITE, [
    partnerId,
    rows.map(([{ feedId }]) => feedId),
    rows.map(([{ pushId }]) => pushId),
    rows.map(([{ entry }]) => entry),
    rows.map(([, { updateId }]) => updateId),
    rows.map(([, { digest }]) => digest),
    rows.map(([, { content }]) => (content === null ? null : JSON.stringify(content))),
    rows.map(([, { occurredAt }]) => occurredAt),
    rows.map(([, { status }]) => status),
    rows.map(([, { code }]) => code),
    rows.map(([, { message }]) => message),
  ]);
}

// An update that is dismissed concurrently stays dismissed.
const WRITE = `insert into order_update
    (partner_id, feed_id, push_id, push_entry, update_id, digest, content, occurred_at, status, code, message, finished_at)
  select $1::bigint, feed_id, push_id, push_entry, update_id, digest, content, occurred_at, status, code, message,
    case when status = 'queued' then null else now() end
  from unnest($2::bigint[], $3::bigint[], $4::integer[], $5::text[], $6::text[], $7::jsonb[], $8::timestamptz[],
      $9::text[], $10::text[], $11::text[]) with ordinality
    given (feed_id, push_id, push_entry, update_id, digest, content, occurred_at, status, code, message, place)
  order by place
  on conflict (push_id, push_entry) where push_id is not null do update set
    update_id = excluded.update_id, digest = excluded.digest, content = excluded.content,
    occurred_at = excluded.occurred_at, status = excluded.status, code = excluded.code, message = excluded.message,
    finished_at = excluded.finished_at
    where order_update.content is null and order_update.status <> 'ignored'`;
