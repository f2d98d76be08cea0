import type { Pool, PoolClient } from 'pg';
import { inTransaction } from '../../database/in-transaction.ts';
import { exportFileKey } from '../export-files.ts';
import { type Candidate, chooseOrders } from './choose-orders.ts';
import { type ClaimedBatch, EXPORTER_COLUMNS, type ExporterRow } from './exporter-rows.ts';

// Tenancy of this file: exports of all partners; each belongs to its exporter.

/** Requests or files of one exporter that are under way at once, in all processes. */
const IN_FLIGHT = { http: 20, s3_file: 4, event: 4, manual: 1 } as const;
/** Orders that an exporter without requests and files takes at once. */
const STEP = 1_000;
/** Orders of all new requests and files of one claim, unless a single one has more. */
const MOST_ORDERS = 20_000;
/** Failures in a row after which one request or file at a time is tried. */
const CAREFUL_AFTER = 3;
const MOST_EXPORTERS = 100;

/** Exporters with something due, by their numbers; those behind `after` come first. */
export async function exportersWithWork(pool: Pool, after: number): Promise<number[]> {
  const { rows } = await pool.query<{ id: string }>(
    `select x.id from order_exporter x
     where x.enabled and (x.held_until is null or x.held_until <= clock_timestamp()) and (
       exists (
         select from order_export e where e.exporter_id = x.id and e.status = 'queued' and e.batch_id is null
           and e.due_at <= clock_timestamp()
       ) or exists (
         select from order_export_batch b where b.exporter_id = x.id and b.ended_at is null
           and b.due_at <= clock_timestamp()
       )
     )
     order by x.id <= $1, x.id limit $2`,
    [after, MOST_EXPORTERS],
  );
  return rows.map(({ id }) => Number(id));
}

export interface ClaimOptions {
  exporter: number;
  /** The most requests, and the most files. */
  rooms: { requests: number; files: number };
  leaseSeconds: number;
}

/** What was claimed of an exporter. */
export interface Claimed {
  batches: ClaimedBatch[];
  /** When orders that wait for others are to go out without them: milliseconds since 1970. */
  nextAt: number | undefined;
}

const NOTHING: Claimed = { batches: [], nextAt: undefined };

/**
 * Claims requests and files of an exporter that are due: first those that were tried before, as they were, then new
 * ones. The row of the exporter is locked meanwhile, so that two processes do not exceed its limit; an exporter that
 * another process works on is left out.
 */
export async function claimBatches(
  pool: Pool,
  { exporter: number, rooms, leaseSeconds }: ClaimOptions,
): Promise<Claimed> {
  return inTransaction(pool, async (client) => {
    const exporter = await lockExporter(client, number);
    if (!exporter || exporter.kind === 'manual') return NOTHING;
    const room = exporter.kind === 's3_file' ? Math.min(rooms.files, rooms.requests) : rooms.requests;
    const free = Math.min(room, await freeOf(client, exporter));
    if (free <= 0) return NOTHING;
    const again = await dueBatches(client, exporter, free, leaseSeconds);
    const fresh = await newBatches(client, exporter, free - again.length, leaseSeconds);
    return { batches: [...again, ...fresh.batches], nextAt: fresh.nextAt };
  });
}

/** Locks an exporter that may export now, unless another process has. */
export async function lockExporter(client: PoolClient, number: number): Promise<ExporterRow | undefined> {
  const { rows } = await client.query<ExporterRow>(
    `select ${EXPORTER_COLUMNS} from order_exporter
     where id = $1 and enabled and (held_until is null or held_until <= clock_timestamp()) for update skip locked`,
    [number],
  );
  return rows[0];
}

async function freeOf(client: PoolClient, { id, kind, circuit, failure_count }: ExporterRow): Promise<number> {
  const most = circuit === 'open' || failure_count >= CAREFUL_AFTER ? 1 : IN_FLIGHT[kind];
  const { rows } = await client.query<{ count: string }>(
    `select count(*) from order_export_batch
     where exporter_id = $1 and ended_at is null and due_at > clock_timestamp() and is_running`,
    [id],
  );
  return most - Number(rows[0]?.count);
}

interface BatchRow {
  id: string;
  number: string;
  file_key: string | null;
  attempts: number;
}

/** Requests and files that failed before, or whose process has ended. */
async function dueBatches(
  client: PoolClient,
  exporter: ExporterRow,
  room: number,
  leaseSeconds: number,
): Promise<ClaimedBatch[]> {
  const { rows } = await client.query<BatchRow>(
    `update order_export_batch b set attempts = attempts + 1, is_running = true,
       due_at = clock_timestamp() + make_interval(secs => $3)
     where id = any(array(
       select id from order_export_batch where exporter_id = $1 and ended_at is null and due_at <= clock_timestamp()
       order by due_at, id limit $2 for update
     )) returning id, number, file_key, attempts`,
    [exporter.id, room, leaseSeconds],
  );
  if (rows.length === 0) return [];
  const members = await chooseOrders(
    client,
    `e.batch_id = any($1::bigint[]) and e.ended_at is null order by e.id for update`,
    [rows.map(({ id }) => id)],
  );
  await markRunning(client, members, (member) => member.batchId ?? 0);
  const batches = rows.map((row) => {
    const own = members.filter(({ batchId }) => batchId === Number(row.id));
    return batchOf(exporter, { ...row, fileKey: row.file_key }, own);
  });
  const empty = batches.filter((batch) => batch.members.length === 0);
  await endEmpty(client, empty);
  return batches.filter((batch) => batch.members.length > 0);
}

/** Ends those that all orders have left meanwhile. */
async function endEmpty(client: PoolClient, empty: readonly ClaimedBatch[]): Promise<void> {
  if (empty.length === 0) return;
  await client.query(
    `update order_export_batch set due_at = null, is_running = false, ended_at = clock_timestamp() where id = any($1::bigint[])`,
    [empty.map(({ id }) => id)],
  );
}

/** Forms new requests or files of what waits. */
async function newBatches(
  client: PoolClient,
  exporter: ExporterRow,
  room: number,
  leaseSeconds: number,
): Promise<Claimed> {
  if (room <= 0) return NOTHING;
  const size = exporter.kind === 'event' ? STEP : exporter.max_orders;
  const waiting = await chooseOrders(
    client,
    `e.exporter_id = $1 and e.status = 'queued' and e.batch_id is null and e.due_at <= clock_timestamp()
     order by e.due_at, e.id limit $2 for update skip locked`,
    [exporter.id, Math.min(size * room, Math.max(size, MOST_ORDERS))],
  );
  const { groups, nextAt } = grouped(waiting, size, exporter.max_wait_seconds * 1_000, room);
  if (groups.length === 0) return { batches: [], nextAt };
  return { batches: await writeBatches(client, exporter, groups, leaseSeconds), nextAt };
}

/** Full groups, and the rest if it has waited for long enough. Those that are to go alone do. */
function grouped(
  waiting: readonly Candidate[],
  size: number,
  waitMs: number,
  room: number,
): { groups: Candidate[][]; nextAt: number | undefined } {
  const groups: Candidate[][] = waiting.filter(({ alone }) => alone).map((one) => [one]);
  const others = waiting.filter(({ alone }) => !alone);
  for (let start = 0; start < others.length; start += size) {
    const group = others.slice(start, start + size);
    const [first] = group;
    const leaveAt = (first?.dueAt ?? 0) + waitMs;
    if (group.length < size && leaveAt > Date.now()) return { groups: groups.slice(0, room), nextAt: leaveAt };
    groups.push(group);
  }
  return { groups: groups.slice(0, room), nextAt: undefined };
}

async function writeBatches(
  client: PoolClient,
  exporter: ExporterRow,
  groups: readonly Candidate[][],
  leaseSeconds: number,
): Promise<ClaimedBatch[]> {
  const at = new Date();
  const first = Number(exporter.next_number);
  const keys = groups.map((_, place) => fileKeyOf(exporter, first + place, at));
  const { rows } = await client.query<{ id: string }>(
    `with counted as (update order_exporter set next_number = next_number + $5 where id = $1)
     insert into order_export_batch (partner_id, exporter_id, number, file_key, attempts, is_running, due_at, created_at)
     select $2, $1, $3 + place - 1, file_key, 1, true, clock_timestamp() + make_interval(secs => $6), $7
     from unnest($4::text[]) with ordinality given (file_key, place) order by place returning id`,
    [exporter.id, exporter.partner_id, first, keys, groups.length, leaseSeconds, at],
  );
  const numbers = rows.map(({ id }) => Number(id)).sort((a, b) => a - b);
  const batchOfMember = new Map(groups.flatMap((group, place) => group.map(({ id }) => [id, numbers[place] ?? 0])));
  await markRunning(client, groups.flat(), ({ id }) => batchOfMember.get(id) ?? 0);
  return groups.map((group, place) =>
    batchOf(
      exporter,
      { id: String(numbers[place]), number: String(first + place), fileKey: keys[place] ?? null, attempts: 1 },
      group,
    ),
  );
}

function fileKeyOf({ id, kind, file_name: pattern }: ExporterRow, number: number, at: Date): string | null {
  if (kind !== 's3_file' || pattern === null) return null;
  return exportFileKey({ exporterNumber: Number(id), pattern, number, at });
}

async function markRunning(
  client: PoolClient,
  members: readonly Candidate[],
  batchOf: (member: Candidate) => number,
): Promise<void> {
  if (members.length === 0) return;
  await client.query(
    `update order_export e set status = 'running', attempts = e.attempts + 1, tries = e.tries + 1, batch_id = m.batch_id, due_at = null,
       delivery_ids = m.delivery_ids::bigint[],
       batch_ids = case when m.batch_id = any(e.batch_ids) then e.batch_ids else e.batch_ids || m.batch_id end
     from unnest($1::bigint[], $2::bigint[], $3::text[]) m (id, batch_id, delivery_ids) where e.id = m.id`,
    [members.map(({ id }) => id), members.map(batchOf), members.map(({ deliveryIds }) => `{${deliveryIds.join(',')}}`)],
  );
}

function batchOf(
  exporter: ExporterRow,
  { id, number, fileKey, attempts }: { id: string; number: string; fileKey: string | null; attempts: number },
  members: readonly Candidate[],
): ClaimedBatch {
  return {
    id: Number(id),
    exporter,
    number: Number(number),
    fileKey,
    attempt: attempts,
    members: members.map(({ attempts: before, tries, ...member }) => ({
      ...member,
      attempt: before + 1,
      tries: tries + 1,
    })),
  };
}
