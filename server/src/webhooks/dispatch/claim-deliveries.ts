import type { Pool, PoolClient } from 'pg';
import { type ClaimedDelivery, claimedWebhook, claimOf, type DueRow, type WebhookRow } from './claimed-delivery.ts';
import { type DueOptions, dueDeliveries, withinShares } from './due-deliveries.ts';
import { readEvents, type SentEvent } from './read-events.ts';

// Tenancy of this file: deliveries of all partners are sent; each belongs to its subscription.

export interface ClaimOptions extends DueOptions {
  /** Leaves out subscriptions whose last delivery failed. */
  onlyHealthy: boolean;
  /** Excluded subscriptions: those with outcomes that could not be written yet. */
  busy: ReadonlySet<number>;
}

/** The claimed deliveries, and where the next claim begins. */
export interface Claimed {
  claims: readonly ClaimedDelivery[];
  /** The events of the claims, by number. A missing one has expired. */
  events: ReadonlyMap<number, SentEvent>;
  /** The subscription after which to begin; 0 once all with queued deliveries were covered. */
  next: number;
}

/** Subscriptions considered for one claim. */
const MOST_WEBHOOKS = 500;

/**
 * Claims due deliveries fairly: each subscription with a due one gets one before any gets its second, and if there is
 * not enough room for all, the next claim begins after the last one served. A partner gets at most as much room as it
 * leaves free, so that others find some however slow its receivers are. The subscription rows are locked meanwhile, so
 * that two processes neither exceed a limit nor assign the same sequence number twice; rows that another process has
 * locked are skipped.
 *
 * @param client a transaction, which may have written outcomes before
 * @param waiting see {@link waitingWebhooks}
 */
export async function claimDeliveries(
  client: PoolClient,
  waiting: readonly number[],
  options: ClaimOptions,
): Promise<Claimed> {
  const scanned = waiting.length < MOST_WEBHOOKS ? 0 : (waiting.at(-1) ?? 0);
  const webhooks = await lockWebhooks(client, waiting, options);
  if (webhooks.length === 0) return nothingClaimed(scanned);
  const all = await dueDeliveries(client, webhooks, options);
  const due = withinShares(all, webhooks, options);
  if (due.length === 0) return nothingClaimed(scanned);
  const next = all.length < options.room ? scanned : Number(due.at(-1)?.webhook_id);
  const [claims, events] = await Promise.all([markClaimed(client, webhooks, due, options), readEvents(client, due)]);
  return { claims, events, next };
}

export function nothingClaimed(next: number): Claimed {
  return { claims: [], events: new Map(), next };
}

/** Whether any delivery waits, due or not. */
export async function isAnyQueued(pool: Pool): Promise<boolean> {
  const { rows } = await pool.query('select 1 from webhook_queue order by webhook_id limit 1');
  return rows.length > 0;
}

/**
 * Subscriptions with queued deliveries, by number: found one by one, by an index skip scan.
 *
 * @param after the subscription after which to begin
 */
export async function waitingWebhooks(client: PoolClient, after: number): Promise<number[]> {
  const next = (behind: string) =>
    `(select q.webhook_id from webhook_queue q where q.webhook_id > ${behind} order by q.webhook_id limit 1)`;
  const { rows } = await client.query<{ webhook_id: string }>(
    `with recursive waiting (webhook_id) as (
       select ${next('$1::bigint')} union all
       select ${next('waiting.webhook_id')} from waiting where waiting.webhook_id is not null
     )
     select webhook_id from waiting where webhook_id is not null limit $2`,
    [after, MOST_WEBHOOKS],
  );
  return rows.map(({ webhook_id }) => Number(webhook_id));
}

/** Locks those of the subscriptions that may receive something now. */
async function lockWebhooks(
  client: PoolClient,
  waiting: readonly number[],
  { onlyHealthy, busy }: ClaimOptions,
): Promise<WebhookRow[]> {
  const { rows } = await client.query<WebhookRow>(
    `select id, partner_id, url, ordered, max_in_flight, secret, old_secret, old_secret_valid_until, headers,
       failure_count, circuit, next_sequence
     from webhook where id = any($1::bigint[]) and status = 'active'
       and (held_until is null or held_until <= clock_timestamp()) and (failure_count = 0 or not $2)
     for update skip locked`,
    [waiting.filter((id) => !busy.has(id)), onlyHealthy],
  );
  return rows;
}

/** Writes the claims: the lease, the attempt, and the sequence numbers of first attempts. */
async function markClaimed(
  client: PoolClient,
  webhooks: readonly WebhookRow[],
  due: readonly DueRow[],
  { leaseSeconds }: ClaimOptions,
): Promise<ClaimedDelivery[]> {
  const known = new Map(
    webhooks.map((row) => [row.id, { row, webhook: claimedWebhook(row), next: Number(row.next_sequence) }]),
  );
  const numbered = due.flatMap((row) => {
    const owner = known.get(row.webhook_id);
    if (!owner) return [];
    const sequence = row.sequence === null ? owner.next : Number(row.sequence);
    if (row.sequence === null) owner.next += 1;
    return [{ row, sequence, owner }];
  });
  const { rows } = await client.query<{ until: string }>(
    `with lease as (select clock_timestamp() + make_interval(secs => $3) as until),
     claimed as (
       update webhook_queue q set claimed_until = lease.until, sequence = c.sequence, attempts = q.attempts + 1,
         tries = q.tries + 1,
         -- What an ordered subscription was sent keeps its place before everything that it was not.
         due_at = case when c.ordered then to_timestamp(0) + c.sequence * interval '1 microsecond' else lease.until end
       from lease, unnest($1::bigint[], $2::bigint[], $4::boolean[]) c (id, sequence, ordered)
       where q.delivery_id = c.id
     ), counted as (
       update webhook w set next_sequence = c.next_sequence,
         held_until = case when w.ordered then lease.until else w.held_until end
       from lease, unnest($5::bigint[], $6::bigint[]) c (id, next_sequence)
       where w.id = c.id and (w.next_sequence <> c.next_sequence or w.ordered)
     )
     select until::text from lease`,
    [
      numbered.map(({ row }) => row.id),
      numbered.map(({ sequence }) => sequence),
      leaseSeconds,
      numbered.map(({ owner }) => owner.row.ordered),
      ...nextSequences(known, numbered),
    ],
  );
  const claimedUntil = rows[0]?.until ?? '';
  return numbered.map(({ row, sequence, owner }) => claimOf(row, sequence, owner.webhook, claimedUntil));
}

function nextSequences(
  known: ReadonlyMap<string, { next: number }>,
  numbered: readonly { owner: { row: WebhookRow } }[],
): [string[], number[]] {
  const ids = [...new Set(numbered.map(({ owner }) => owner.row.id))];
  return [ids, ids.map((id) => known.get(id)?.next ?? 1)];
}
