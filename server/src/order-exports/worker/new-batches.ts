import type { PoolClient } from 'pg';
import { DATABASE_NOW } from '../../database/clock.ts';
import { exportFileKey } from '../export-files.ts';
import { type Candidate, chooseOrders } from './choose-orders.ts';
import type { ClaimedBatch, ExporterRow } from './exporter-rows.ts';
import { batchOf, markRunning } from './mark-running.ts';

// Tenancy of this file: exports of an exporter, which has orders that it may have.

/** Orders that an exporter without requests and files takes at once. */
const STEP = 1_000;
/** The most orders in all new requests and files of one claim, unless a single one has more. */
const MOST_ORDERS = 20_000;

/** The exporter whose requests and files are claimed, and how. */
export interface ClaimParts {
  readonly exporter: ExporterRow;
  /** The layout of new requests and files. */
  readonly layout: ClaimedBatch['layout'];
  readonly leaseSeconds: number;
}

/** The result of claiming from an exporter. */
export interface Claimed {
  batches: ClaimedBatch[];
  /** When orders that wait for more orders are sent without them: milliseconds since 1970. */
  nextAt: number | undefined;
}

export const NOTHING: Claimed = { batches: [], nextAt: undefined };

/** Forms new requests or files from waiting orders. */
export async function newBatches(client: PoolClient, parts: ClaimParts, room: number): Promise<Claimed> {
  const { exporter } = parts;
  if (room <= 0) return NOTHING;
  const size = exporter.kind === 'event' ? STEP : exporter.max_orders;
  const waitMs = exporter.max_wait_seconds * 1_000;
  const { leaveAt, ahead } = await leaveAtOf(client, exporter, size, waitMs);
  if (leaveAt === undefined || leaveAt > Date.now()) return { batches: [], nextAt: leaveAt };
  const waiting = await chooseOrders(
    client,
    `e.exporter_id = $1 and e.status = 'queued' and e.batch_id is null and e.due_at <= clock_timestamp()
     order by e.due_at, e.id limit $2 for update skip locked`,
    [exporter.id, Math.min(size * room, Math.max(size, MOST_ORDERS))],
  );
  const { groups, nextAt } = grouped(waiting, size, waitMs + ahead, room);
  if (groups.length === 0) return { batches: [], nextAt };
  return { batches: await writeBatches(client, parts, groups), nextAt };
}

/**
 * When the first request or file of waiting orders is due: at once if it is full, or an order must be sent alone.
 *
 * @returns milliseconds since 1970 by the clock of this process, and how far that is ahead of the database's; undefined
 *   where nothing waits
 */
async function leaveAtOf(
  client: PoolClient,
  { id }: ExporterRow,
  size: number,
  waitMs: number,
): Promise<{ leaveAt: number | undefined; ahead: number }> {
  const { rows } = await client.query<{ count: string; first: string | null; alone: boolean | null; now: number }>(
    `select count(*) as count, min(due_at) as first, bool_or(alone) as alone, ${DATABASE_NOW} as now from (
       select due_at, alone from order_export
       where exporter_id = $1 and status = 'queued' and batch_id is null and due_at <= clock_timestamp()
       order by due_at, id limit $2
     ) waiting`,
    [id, size],
  );
  const [waiting] = rows;
  const ahead = Date.now() - Number(waiting?.now);
  if (!waiting || waiting.first === null) return { leaveAt: undefined, ahead };
  if (waiting.alone || Number(waiting.count) >= size) return { leaveAt: 0, ahead };
  return { leaveAt: new Date(waiting.first).getTime() + waitMs + ahead, ahead };
}

/** Full groups, and the rest if it has waited long enough. Orders that must be sent alone form groups of one. */
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
  { exporter, layout, leaseSeconds }: ClaimParts,
  groups: readonly Candidate[][],
): Promise<ClaimedBatch[]> {
  const at = new Date();
  const first = Number(exporter.next_number);
  const keys = groups.map((_, place) => fileKeyOf(exporter, first + place, at));
  const { rows } = await client.query<{ id: string }>(
    `with counted as (update order_exporter set next_number = next_number + $5 where id = $1)
     insert into order_export_batch (partner_id, exporter_id, number, file_key, descriptor_id, descriptor_version,
       attempts, is_running, due_at, created_at)
     select $2, $1, $3 + place - 1, file_key, $8, $9, 1, true, clock_timestamp() + make_interval(secs => $6), $7
     from unnest($4::text[]) with ordinality given (file_key, place) order by place returning id`,
    [
      ...[exporter.id, exporter.partner_id, first, keys, groups.length, leaseSeconds, at],
      ...[layout?.id ?? null, layout?.version ?? null],
    ],
  );
  const numbers = rows.map(({ id }) => Number(id)).sort((a, b) => a - b);
  const batchOfMember = new Map(groups.flatMap((group, place) => group.map(({ id }) => [id, numbers[place] ?? 0])));
  await markRunning(client, groups.flat(), ({ id }) => batchOfMember.get(id) ?? 0);
  return groups.map((group, place) =>
    batchOf(
      exporter,
      { id: String(numbers[place]), number: String(first + place), fileKey: keys[place] ?? null, layout, attempts: 1 },
      group,
    ),
  );
}

function fileKeyOf({ id, kind, file_name: pattern }: ExporterRow, number: number, at: Date): string | null {
  if (kind !== 's3_file' || pattern === null) return null;
  return exportFileKey({ exporterNumber: Number(id), pattern, number, at });
}
