import { formatId } from '@commerce-integration/contract';
import type { PoolClient } from 'pg';
import { clockDifference } from '../../database/clock.ts';
import { recordEvent } from '../../events/record-event.ts';
import { HEALTH_COLUMNS, type HealthRow, healthOf, healthOutcome, healthValues } from '../../outbound/health-row.ts';
import { lockReceivers } from '../../outbound/lock-receivers.ts';
import {
  type HealthOutcome,
  healthAfter,
  type ReceiverHealth,
  secondsAskedFor,
} from '../../outbound/receiver-health.ts';
import { type RetrySettings, secondsToRetry } from '../../outbound/retry-times.ts';
import { PLACE_IN_ORDER } from '../place-waiting.ts';
import type { ClaimedDelivery } from './claimed-delivery.ts';
import type { Attempt } from './send-delivery.ts';

// Tenancy of this file: deliveries of all partners are sent; each belongs to its subscription.

/** A claimed delivery and the outcome of its attempt. */
export interface FinishedDelivery {
  claim: ClaimedDelivery;
  eventType: string;
  attempt: Attempt;
}

/** A finished delivery and its new state. */
interface Ending extends FinishedDelivery {
  status: 'succeeded' | 'pending' | 'failed';
  /** When it is sent again by the database's clock, in milliseconds since 1970. */
  retryAt: number | null;
}

/** The result of writing outcomes. */
interface Finishing {
  /** Not written, because another transaction has locked their subscriptions: to be retried. */
  unwritten: readonly FinishedDelivery[];
  /** When the first retry of those written is due by the clock of this process, in milliseconds since 1970. */
  retryAt: number | undefined;
}

/**
 * Writes the outcomes of attempts: the log, the deliveries, and the health of their subscriptions, with the resulting
 * events. A delivery whose claim has passed to another process is only logged. It waits for no subscription lock, since
 * the deliveries to all others would wait as well.
 *
 * @param client of a pipelined connection
 */
export async function finishDeliveries(
  client: PoolClient,
  finished: readonly FinishedDelivery[],
  settings: RetrySettings,
): Promise<Finishing> {
  if (finished.length === 0) return { unwritten: [], retryAt: undefined };
  // Locks subscriptions first, in the same order as claims.
  const [{ subscriptions, busy }, ahead] = await Promise.all([
    lockSubscriptions(client, finished),
    clockDifference(client),
  ]);
  const ready = finished.filter(({ claim }) => !busy.has(claim.webhook.id));
  const endings = ready.map((one) => endingOf(one, settings, ahead));
  const unwritten = finished.filter(({ claim }) => busy.has(claim.webhook.id));
  if (endings.length === 0) return { unwritten, retryAt: undefined };
  // Neither waits for the other's result.
  const [written] = await Promise.all([writeDeliveries(client, endings), writeAttempts(client, endings)]);
  await writeHealth(client, subscriptions, { endings, written }, settings);
  for (const ending of endings) if (isAnnounced(ending)) await announceExhausted(client, ending);
  const retries = endings.flatMap(({ retryAt }) => retryAt ?? []);
  return { unwritten, retryAt: retries.length === 0 ? undefined : Math.min(...retries) + ahead };
}

/** Deliveries of webhook events trigger no events: two failing subscriptions would notify each other for ever. */
function isAnnounced({ status, eventType }: Ending): boolean {
  return status === 'failed' && !eventType.startsWith('webhook.');
}

/** @param ahead see {@link clockDifference}: the times of an ending are those of the database's clock */
function endingOf({ attempt: ended, ...finished }: FinishedDelivery, settings: RetrySettings, ahead: number): Ending {
  const attempt = { ...ended, at: new Date(ended.at.getTime() - ahead) };
  if (attempt.error === null) return { ...finished, attempt, status: 'succeeded', retryAt: null };
  const seconds = secondsToRetry(settings, finished.claim.tries);
  if (seconds === null) return { ...finished, attempt, status: 'failed', retryAt: null };
  const retryAt = Date.now() - ahead + Math.max(seconds, secondsAskedFor(attempt)) * 1_000;
  return { ...finished, attempt, status: 'pending', retryAt };
}

async function writeAttempts(client: PoolClient, endings: readonly Ending[]): Promise<void> {
  const rows = endings.map(({ claim, attempt }) => ({
    delivery_id: claim.id,
    partner_id: claim.webhook.partnerId,
    attempt: claim.attempt,
    at: attempt.at,
    duration_ms: attempt.durationMs,
    request_headers: attempt.requestHeaders,
    response_code: attempt.responseCode,
    response_headers: attempt.responseHeaders,
    response_body: attempt.responseBody,
    error: attempt.error,
  }));
  await client.query(
    `insert into webhook_attempt (delivery_id, partner_id, attempt, at, duration_ms, request_headers, response_code,
       response_headers, response_body, error)
     select delivery_id, partner_id, attempt, at, duration_ms, request_headers, response_code, response_headers,
       response_body, error
     from json_populate_recordset(null::webhook_attempt, $1::json)`,
    [JSON.stringify(rows)],
  );
}

/**
 * Removes finished deliveries from the queue, and logs the outcomes of those still claimed.
 *
 * @returns the numbers of the deliveries that were still claimed
 */
async function writeDeliveries(client: PoolClient, endings: readonly Ending[]): Promise<ReadonlySet<number>> {
  const times = endings.map(({ claim }) => claim.createdAt.getTime());
  const { rows } = await client.query<{ id: string }>(WRITE_DELIVERIES, [
    endings.map(({ claim }) => claim.id),
    endings.map(({ claim }) => claim.claimedUntil),
    endings.map(({ status }) => status),
    endings.map(({ claim }) => claim.webhook.id),
    endings.map(({ claim }) => claim.sequence),
    endings.map(({ claim }) => claim.attempt),
    endings.map(({ attempt }) => attempt.responseCode),
    endings.map(({ attempt }) => attempt.error),
    endings.map(({ retryAt }) => (retryAt === null ? null : new Date(retryAt))),
    new Date(Math.min(...times)),
    new Date(Math.max(...times)),
  ]);
  return new Set(rows.map(({ id }) => Number(id)));
}

const WRITE_DELIVERIES = `with o as (
    select * from unnest($1::bigint[], $2::timestamptz[], $3::text[], $4::bigint[], $5::bigint[], $6::integer[],
      $7::integer[], $8::text[], $9::timestamptz[])
      o (id, claimed_until, status, webhook_id, sequence, attempts, response_code, error, retry_at)
  ), ended as (
    delete from webhook_queue q using o
    where o.status <> 'pending' and q.delivery_id = o.id and q.claimed_until = o.claimed_until
    returning q.delivery_id as id
  ), again as (
    update webhook_queue d set claimed_until = null,
      due_at = case when webhook.ordered then ${PLACE_IN_ORDER} else o.retry_at end
    from o join webhook on webhook.id = o.webhook_id
    where o.status = 'pending' and d.delivery_id = o.id and d.claimed_until = o.claimed_until
    returning d.delivery_id as id
  ), own as (
    select id from ended union all select id from again
  )
  update webhook_delivery d set status = o.status, sequence = o.sequence, attempts = o.attempts,
    response_code = o.response_code, error = o.error, due_at = o.retry_at,
    failed_at = case when o.status = 'failed' then clock_timestamp() end
  from own join o on o.id = own.id
  where d.id = o.id and d.created_at >= $10 and d.created_at <= $11
  returning d.id`;

interface WebhookRow extends HealthRow {
  id: string;
  partner_id: string | null;
  url: string;
  ordered: boolean;
}

interface LockedSubscriptions {
  subscriptions: readonly WebhookRow[];
  /** The numbers of those locked by another transaction. */
  busy: ReadonlySet<number>;
}

/** Locks the subscriptions whose state may change; those that stay healthy are not touched. */
async function lockSubscriptions(
  client: PoolClient,
  finished: readonly FinishedDelivery[],
): Promise<LockedSubscriptions> {
  const ids = (some: readonly FinishedDelivery[]) => [...new Set(some.map(({ claim }) => claim.webhook.id))];
  const { locked, busy } = await lockReceivers<WebhookRow>(client, {
    table: 'webhook',
    columns: 'partner_id, url, ordered, warned_percent,',
    where: `id = any($1::bigint[]) and status = 'active' and (failure_count > 0 or ordered or id = any($2::bigint[]))`,
    values: [ids(finished), ids(finished.filter(({ attempt }) => attempt.error !== null))],
  });
  return { subscriptions: locked, busy: new Set(busy.map(Number)) };
}

/** Outcomes, and the numbers of the deliveries among them that were still claimed. */
interface Written {
  endings: readonly Ending[];
  written: ReadonlySet<number>;
}

async function writeHealth(
  client: PoolClient,
  subscriptions: readonly WebhookRow[],
  { endings, written }: Written,
  settings: RetrySettings,
): Promise<void> {
  for (const row of subscriptions) {
    const own = endings.filter(({ claim }) => claim.webhook.id === Number(row.id));
    const isOrdered = row.ordered && own.some(({ claim }) => written.has(claim.id));
    // `held_until` is the lease of this delivery, which has ended now. If another process has taken over the claim, it
    // is that process's lease.
    const before = healthOf(isOrdered ? { ...row, held_until: null } : row);
    const outcomes = own.map(({ attempt, retryAt }) => healthOutcome(attempt, isOrdered ? retryAt : null));
    const after = outcomes.reduce((health, outcome) => healthAfter(health, outcome, settings), before);
    await writeOne(client, row, after, endOfWaitAskedFor(outcomes));
    await announceHealth(client, row, before, after, settings);
  }
}

/** The end of the wait that the receiver requested by `Retry-After`; null if it requested none. */
function endOfWaitAskedFor(outcomes: readonly HealthOutcome[]): Date | null {
  const ends = outcomes.flatMap((outcome) => {
    const seconds = secondsAskedFor(outcome);
    return seconds > 0 ? [outcome.at + seconds * 1_000] : [];
  });
  return ends.length === 0 ? null : new Date(Math.max(...ends));
}

async function writeOne(
  client: PoolClient,
  row: WebhookRow,
  after: ReceiverHealth,
  retryAfterUntil: Date | null,
): Promise<void> {
  await client.query(
    `update webhook set (${HEALTH_COLUMNS}) = ($2, $3, $4, $5, $6), warned_percent = $7, disabled_reason = $8,
       status = case when $8::text is null then status else 'disabled' end, retry_after_until = $9
     where id = $1`,
    [row.id, ...healthValues(after), after.warnedPercent, after.disabledReason, retryAfterUntil],
  );
}

async function announceHealth(
  client: PoolClient,
  row: WebhookRow,
  before: ReceiverHealth,
  after: ReceiverHealth,
  { disableAfterSeconds }: RetrySettings,
): Promise<void> {
  const partnerId = row.partner_id === null ? null : Number(row.partner_id);
  const since = after.failingSince ?? Date.now();
  const data = {
    webhook_id: formatId('webhook', Number(row.id)),
    url: row.url,
    failure_count: after.failureCount,
    failing_since: after.failingSince === null ? null : new Date(after.failingSince).toISOString(),
    last_error: after.lastError,
  };
  if (after.disabledReason !== null) {
    await recordEvent(client, { type: 'webhook.disabled', partnerId, data: { ...data, reason: after.disabledReason } });
  } else if (after.warnedPercent > before.warnedPercent) {
    const disabled_at = new Date(since + disableAfterSeconds * 1_000).toISOString();
    const warning = { ...data, percent: after.warnedPercent, disabled_at };
    await recordEvent(client, { type: 'webhook.failing', partnerId, data: warning });
  }
}

function announceExhausted(client: PoolClient, { claim, attempt, eventType }: Ending): Promise<void> {
  return recordEvent(client, {
    type: 'webhook.attempts.exhausted',
    partnerId: claim.webhook.partnerId,
    data: {
      webhook_id: formatId('webhook', claim.webhook.id),
      delivery_id: formatId('webhookDelivery', claim.id),
      event_id: formatId('event', claim.eventId),
      event_type: eventType,
      attempts: claim.attempt,
      error: attempt.error ?? '',
    },
  });
}
