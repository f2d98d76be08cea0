import type { Pool, PoolClient } from 'pg';
import { inTransaction } from '../../database/in-transaction.ts';
import { type InFlight, partnerOf } from '../../outbound/in-flight.ts';
import { layoutsOf, newLayout } from './batch-layouts.ts';
import { chooseOrders } from './choose-orders.ts';
import { type ClaimedBatch, EXPORTER_COLUMNS, type ExporterRow } from './exporter-rows.ts';
import { batchOf, markRunning } from './mark-running.ts';
import { type Claimed, type ClaimParts, NOTHING, newBatches } from './new-batches.ts';

// Tenancy of this file: exports of all partners; each belongs to its exporter.

/** The most requests or files of one exporter in progress, across all processes. */
const IN_FLIGHT = { http: 20, s3_file: 4, event: 4, manual: 1 } as const;
/** Consecutive failures after which only one request or file at a time is tried. */
const FAILURES_UNTIL_ONE_AT_A_TIME = 3;

/** All exporters with something due, by number; those after `after` come first. */
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
     order by x.id <= $1, x.id`,
    [after],
  );
  return rows.map(({ id }) => Number(id));
}

export interface ClaimOptions {
  exporter: number;
  /** The most requests, and the most files. */
  rooms: { requests: number; files: number };
  /** What this process already has in progress. */
  sending: InFlight;
  leaseSeconds: number;
}

/**
 * Claims due requests and files of an exporter: first retries, unchanged, then new ones. Locks the exporter's row
 * meanwhile, so that two processes do not exceed its limit; skips an exporter that another process has locked.
 */
export async function claimBatches(
  pool: Pool,
  { exporter: number, rooms, sending, leaseSeconds }: ClaimOptions,
): Promise<Claimed> {
  return inTransaction(pool, async (client) => {
    const exporter = await lockExporter(client, number);
    if (!exporter || exporter.kind === 'manual') return NOTHING;
    const share = sending.more(partnerOf(exporter), rooms.requests);
    const room = exporter.kind === 's3_file' ? Math.min(rooms.files, share) : share;
    const free = Math.min(room, await freeOf(client, exporter));
    if (free <= 0) return NOTHING;
    const layout = await newLayout(client, exporter);
    const again = await dueBatches(client, { exporter, layout, leaseSeconds }, free);
    const fresh = await newBatches(client, { exporter, layout, leaseSeconds }, free - again.length);
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
  const most = circuit === 'open' || failure_count >= FAILURES_UNTIL_ONE_AT_A_TIME ? 1 : IN_FLIGHT[kind];
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
  descriptor_version: number | null;
}

/**
 * Requests and files that failed before, or whose process died. One without a version of the exporter's data
 * descriptor, or with that of another descriptor, gets the current version.
 */
async function dueBatches(
  client: PoolClient,
  { exporter, layout, leaseSeconds }: ClaimParts,
  room: number,
): Promise<ClaimedBatch[]> {
  const { rows } = await client.query<BatchRow>(
    `update order_export_batch b set attempts = attempts + 1, is_running = true,
       due_at = clock_timestamp() + make_interval(secs => $3), descriptor_id = $4,
       descriptor_version = case when descriptor_id = $4 then coalesce(descriptor_version, $5) else $5 end
     where id = any(array(
       select id from order_export_batch where exporter_id = $1 and ended_at is null and due_at <= clock_timestamp()
       order by due_at, id limit $2 for update
     )) returning id, number, file_key, attempts, descriptor_version`,
    [exporter.id, room, leaseSeconds, layout?.id ?? null, layout?.version ?? null],
  );
  if (rows.length === 0) return [];
  const members = await chooseOrders(
    client,
    `e.batch_id = any($1::bigint[]) and e.ended_at is null order by e.id for update`,
    [rows.map(({ id }) => id)],
  );
  await markRunning(client, members, (member) => member.batchId ?? 0);
  const layoutOf = await layoutsOf(
    client,
    layout,
    rows.map(({ descriptor_version }) => descriptor_version),
  );
  const batches = rows.map((row) => {
    const own = members.filter(({ batchId }) => batchId === Number(row.id));
    const { descriptor_version: version, file_key: fileKey, ...batch } = row;
    return batchOf(exporter, { ...batch, fileKey, layout: layoutOf(version) }, own);
  });
  const empty = batches.filter((batch) => batch.members.length === 0);
  await endEmpty(client, empty);
  return batches.filter((batch) => batch.members.length > 0);
}

/** Ends requests and files whose orders have all been removed meanwhile. */
async function endEmpty(client: PoolClient, empty: readonly ClaimedBatch[]): Promise<void> {
  if (empty.length === 0) return;
  await client.query(
    `update order_export_batch set due_at = null, is_running = false, ended_at = clock_timestamp() where id = any($1::bigint[])`,
    [empty.map(({ id }) => id)],
  );
}
