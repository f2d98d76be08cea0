import type { Pool, PoolClient } from 'pg';
import { inTransaction } from '../../database/in-transaction.ts';

// Tenancy of this file: deliveries of all partners are sent; each belongs to its subscription.

/** A delivery to send now. */
export interface ClaimedDelivery {
  id: number;
  createdAt: Date;
  /** Until then no other process sends it. Identifies the claim. */
  claimedUntil: string;
  webhook: ClaimedWebhook;
  eventId: number;
  eventAt: Date;
  sequence: number;
  /** Attempts so far, this one included, and those since it was last sent again by a call. */
  attempt: number;
  tries: number;
}

/** The subscription of claimed deliveries. */
interface ClaimedWebhook {
  id: number;
  partnerId: number | null;
  url: string;
  secret: string;
  oldSecret: string | null;
  oldSecretValidUntil: Date | null;
  headers: string | null;
  isFailing: boolean;
}

export interface ClaimOptions {
  /** The largest number of deliveries. */
  room: number;
  /** Leaves out subscriptions whose last delivery failed. */
  onlyHealthy: boolean;
  /** The subscription to begin behind: where the last claim stopped, or 0. */
  after: number;
  /** No delivery that waits is older. */
  oldest: Date;
  leaseSeconds: number;
}

/** What was claimed, and where the next claim begins. */
export interface Claimed {
  claims: ClaimedDelivery[];
  /** The subscription to begin behind; 0 where all that have something waiting were looked at. */
  next: number;
}

/** Subscriptions that are looked at for one claim. */
const MOST_WEBHOOKS = 500;
/** Failures in a row after which a subscription is sent one delivery at a time. */
const CAREFUL_AFTER = 3;

interface WebhookRow {
  id: string;
  partner_id: string | null;
  url: string;
  ordered: boolean;
  max_in_flight: number;
  secret: string;
  old_secret: string | null;
  old_secret_valid_until: string | null;
  headers: string | null;
  failure_count: number;
  circuit: string;
  next_sequence: string;
}

interface DueRow {
  id: string;
  created_at: string;
  webhook_id: string;
  event_id: string;
  event_at: string;
  sequence: string | null;
  attempts: number;
  tries: number;
}

/**
 * Claims deliveries that are due, fairly: each subscription with something due gets one before any gets its second, and
 * where the room is not enough for all, the next claim begins behind the last that was served. The row of a subscription
 * is locked meanwhile, so that two processes neither exceed its limit nor give one sequence number twice; one that
 * another process works on is left out.
 */
export async function claimDeliveries(pool: Pool, options: ClaimOptions): Promise<Claimed> {
  return inTransaction(pool, async (client) => {
    const waiting = await waitingWebhooks(client, options);
    const scanned = waiting.length < MOST_WEBHOOKS ? 0 : (waiting.at(-1) ?? 0);
    const webhooks = await lockWebhooks(client, waiting, options);
    if (webhooks.length === 0) return { claims: [], next: scanned };
    const due = await dueDeliveries(client, webhooks, options);
    if (due.length === 0) return { claims: [], next: scanned };
    const next = due.length < options.room ? scanned : Number(due.at(-1)?.webhook_id);
    return { claims: await markClaimed(client, webhooks, due, options), next };
  });
}

/** Subscriptions with something that waits, by their numbers: found one by one, by jumping over the index. */
async function waitingWebhooks(client: PoolClient, { after, oldest }: ClaimOptions): Promise<number[]> {
  const next = (behind: string) =>
    `(select d.webhook_id from webhook_delivery d where d.status = 'pending' and d.created_at >= $2
        and d.webhook_id > ${behind} order by d.webhook_id limit 1)`;
  const { rows } = await client.query<{ webhook_id: string }>(
    `with recursive waiting (webhook_id) as (
       select ${next('$1::bigint')} union all
       select ${next('waiting.webhook_id')} from waiting where waiting.webhook_id is not null
     )
     select webhook_id from waiting where webhook_id is not null limit $3`,
    [after, oldest, MOST_WEBHOOKS],
  );
  return rows.map(({ webhook_id }) => Number(webhook_id));
}

/** Locks those of the subscriptions that may be sent something now. */
async function lockWebhooks(
  client: PoolClient,
  waiting: readonly number[],
  { onlyHealthy }: ClaimOptions,
): Promise<WebhookRow[]> {
  const { rows } = await client.query<WebhookRow>(
    `select id, partner_id, url, ordered, max_in_flight, secret, old_secret, old_secret_valid_until, headers,
       failure_count, circuit, next_sequence
     from webhook where id = any($1::bigint[]) and status = 'active'
       and (held_until is null or held_until <= clock_timestamp()) and (failure_count = 0 or not $2)
     for update skip locked`,
    [waiting, onlyHealthy],
  );
  return rows;
}

function roomOf({ ordered, max_in_flight, circuit, failure_count }: WebhookRow): number {
  return ordered || circuit === 'open' || failure_count >= CAREFUL_AFTER ? 1 : max_in_flight;
}

/** What is due, within the limits of the locked subscriptions, in the order of their turns. */
async function dueDeliveries(
  client: PoolClient,
  webhooks: readonly WebhookRow[],
  { room, oldest, leaseSeconds }: ClaimOptions,
): Promise<DueRow[]> {
  const { rows } = await client.query<DueRow>(
    `select d.* from unnest($1::bigint[], $2::integer[]) w (id, room)
     cross join lateral (
       select count(*) as sent from (
         select 1 from webhook_delivery d where d.webhook_id = w.id and d.status = 'pending' and d.created_at >= $3
           and d.due_at > clock_timestamp() and d.due_at <= clock_timestamp() + make_interval(secs => $4)
           and d.claimed_until = d.due_at limit w.room
       ) in_flight
     ) busy
     cross join lateral (
       select id, created_at, webhook_id, event_id, event_at, sequence, attempts, tries,
         row_number() over (order by due_at, id) as turn
       from (
         select * from webhook_delivery d where d.webhook_id = w.id and d.status = 'pending' and d.created_at >= $3
           and d.due_at <= clock_timestamp() order by due_at, id limit greatest(w.room - busy.sent, 0)
       ) first
     ) d
     order by d.turn, d.webhook_id limit $5`,
    [webhooks.map(({ id }) => id), webhooks.map(roomOf), oldest, leaseSeconds, room],
  );
  return rows;
}

/** Writes the claims: the lease, the attempt, and the sequence numbers of what is sent for the first time. */
async function markClaimed(
  client: PoolClient,
  webhooks: readonly WebhookRow[],
  due: readonly DueRow[],
  { leaseSeconds }: ClaimOptions,
): Promise<ClaimedDelivery[]> {
  const known = new Map(webhooks.map((webhook) => [webhook.id, { webhook, next: Number(webhook.next_sequence) }]));
  const numbered = due.flatMap((row) => {
    const owner = known.get(row.webhook_id);
    if (!owner) return [];
    const sequence = row.sequence === null ? owner.next : Number(row.sequence);
    if (row.sequence === null) owner.next += 1;
    return [{ row, sequence, webhook: owner.webhook }];
  });
  const times = due.map(({ created_at }) => new Date(created_at).getTime());
  const { rows } = await client.query<{ until: string }>(
    `with lease as (select clock_timestamp() + make_interval(secs => $5) as until),
     claimed as (
       update webhook_delivery d set claimed_until = lease.until, sequence = c.sequence, attempts = d.attempts + 1,
         tries = d.tries + 1,
         -- What an ordered subscription was sent keeps its place before everything that it was not.
         due_at = case when c.ordered then to_timestamp(0) + c.sequence * interval '1 microsecond' else lease.until end
       from lease, unnest($1::bigint[], $2::bigint[], $6::boolean[]) c (id, sequence, ordered)
       where d.id = c.id and d.created_at >= $3 and d.created_at <= $4
     ), counted as (
       update webhook w set next_sequence = c.next_sequence,
         held_until = case when w.ordered then lease.until else w.held_until end
       from lease, unnest($7::bigint[], $8::bigint[]) c (id, next_sequence)
       where w.id = c.id and (w.next_sequence <> c.next_sequence or w.ordered)
     )
     select until::text from lease`,
    [
      numbered.map(({ row }) => row.id),
      numbered.map(({ sequence }) => sequence),
      new Date(Math.min(...times)),
      new Date(Math.max(...times)),
      leaseSeconds,
      numbered.map(({ webhook }) => webhook.ordered),
      ...nextSequences(known, numbered),
    ],
  );
  const claimedUntil = rows[0]?.until ?? '';
  return numbered.map(({ row, sequence, webhook }) => claimOf(row, sequence, webhook, claimedUntil));
}

function nextSequences(
  known: ReadonlyMap<string, { next: number }>,
  numbered: readonly { webhook: WebhookRow }[],
): [string[], number[]] {
  const ids = [...new Set(numbered.map(({ webhook }) => webhook.id))];
  return [ids, ids.map((id) => known.get(id)?.next ?? 1)];
}

function claimOf(row: DueRow, sequence: number, webhook: WebhookRow, claimedUntil: string): ClaimedDelivery {
  return {
    id: Number(row.id),
    createdAt: new Date(row.created_at),
    claimedUntil,
    eventId: Number(row.event_id),
    eventAt: new Date(row.event_at),
    sequence,
    attempt: row.attempts + 1,
    tries: row.tries + 1,
    webhook: {
      id: Number(webhook.id),
      partnerId: webhook.partner_id === null ? null : Number(webhook.partner_id),
      url: webhook.url,
      secret: webhook.secret,
      oldSecret: webhook.old_secret,
      oldSecretValidUntil: webhook.old_secret_valid_until === null ? null : new Date(webhook.old_secret_valid_until),
      headers: webhook.headers,
      isFailing: webhook.failure_count > 0,
    },
  };
}
