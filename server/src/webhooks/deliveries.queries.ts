import {
  type DeliveryAttempt,
  type DeliveryStatus,
  formatId,
  idNumber,
  type Page,
  Problem,
} from '@commerce-integration/contract';
import { cursorNumber } from '@commerce-integration/contract/rules';
import type { CreatedRange } from '../database/created-range.ts';
import { lookThrough, pageOf } from '../database/look-through.ts';
import type { UnitOfWork } from '../database/orm.ts';
import { sqlOf } from '../database/queryable.ts';
import { rowsOf, type Sql, sql, when } from '../database/sql.ts';
import { visibleTo } from '../database/visible-rows.ts';
import { partnerNameSql } from '../partners/partners.queries.ts';

/** A delivery as it is stored. */
export interface DeliveryRow {
  id: string;
  webhook_id: string;
  event_id: string;
  event_at: string;
  event_type: string;
  event_partner_id: string | null;
  event_partner_name: string | null;
  sequence: string | null;
  status: DeliveryStatus;
  attempts: number;
  due_at: string | null;
  /** Until when its subscription receives nothing; null for a delivery that is not pending, or may be sent now. */
  held_until: string | null;
  response_code: number | null;
  error: string | null;
  created_at: string;
}

/** Filters of deliveries. */
export interface DeliveryFilter extends CreatedRange {
  webhook_id?: string | undefined;
  event_id?: string | undefined;
  event_type?: string | undefined;
  status?: DeliveryStatus | undefined;
  response_code?: number | undefined;
}

// Tenancy: the subscription of a delivery that the caller may see has the same partner.
const COLUMNS = sql.raw(`id, webhook_id, event_id, event_at, event_type, event_partner_id,
  ${partnerNameSql('event_partner_id')} as event_partner_name, sequence, status, attempts, due_at,
  response_code, error, created_at,
  case when status = 'pending' then (
    select w.held_until from webhook w
    where w.id = webhook_delivery.webhook_id and w.held_until > clock_timestamp()
      -- That of an ordered subscription without failures is the lease of what is being sent.
      and (w.failure_count > 0 or not w.ordered)
  ) end as held_until`);
const MOST_ATTEMPTS = 100;

/** The conditions of a filter. */
export function deliveryConditions(filter: DeliveryFilter): Sql[] {
  return [...indexedConditions(filter), ...otherConditions(filter)];
}

/** Conditions with an index. Failed deliveries have indexes of their own. */
export function indexedConditions({ webhook_id, event_id, status, created_from, created_to }: DeliveryFilter): Sql[] {
  return [
    ...when(webhook_id, (id) => sql`webhook_id = ${idNumber(id)}`),
    ...when(event_id, (id) => sql`event_id = ${idNumber(id)}`),
    ...(status === 'failed' ? [HAS_FAILED] : []),
    ...(status === 'pending' ? [NOT_BEFORE_QUEUE] : []),
    ...when(created_from, (from) => sql`created_at >= ${new Date(from)}`),
    ...when(created_to, (to) => sql`created_at < ${new Date(to)}`),
  ];
}

/** Conditions without an index: one would slow down every successful delivery. */
function otherConditions({ event_type, status, response_code }: DeliveryFilter): Sql[] {
  return [
    ...when(event_type, (type) => sql`event_type = ${type}`),
    ...when(status === 'failed' ? undefined : status, (other) => sql`status = ${other}`),
    ...when(response_code, (code) => sql`response_code = ${code}`),
  ];
}

export const HAS_FAILED = sql`status = 'failed' and failed_at is not null`;
/**
 * No pending delivery is older than the first one in the queue.
 *
 * Tenancy: a number of the queue bounds what is looked at, and is shown to nobody.
 */
const NOT_BEFORE_QUEUE = sql`id >= (select min(delivery_id) from webhook_queue)`;

/** Newest first. A page ends early where few of very many deliveries match. */
export async function listDeliveries(
  em: UnitOfWork,
  query: DeliveryFilter & { limit: number; cursor?: string | undefined },
): Promise<Page<DeliveryRow>> {
  const before = cursorNumber(query.cursor, 'webhookDelivery');
  const found = await lookThrough<DeliveryRow>(em, {
    table: 'webhook_delivery',
    select: COLUMNS,
    among: [...indexedConditions(query), ...when(before, (id) => sql`id < ${id}`)],
    others: otherConditions(query),
    limit: query.limit + 1,
  });
  return pageOf(
    found,
    query.limit,
    (row) => row,
    (id) => formatId('webhookDelivery', id),
  );
}

/** @throws Problem `not_found`, as for a delivery that is not the caller's */
export function getDelivery(em: UnitOfWork, deliveryId: string): Promise<DeliveryRow> {
  return deliveryByNumber(em, idNumber(deliveryId));
}

/** @throws Problem `not_found` */
export async function deliveryByNumber(em: UnitOfWork, number: number): Promise<DeliveryRow> {
  const [row] = await rowsOf<DeliveryRow>(
    sqlOf(em),
    sql`select ${COLUMNS} from webhook_delivery where ${visibleTo(em)} and id = ${number}`,
  );
  if (row) return row;
  throw new Problem('not_found', `Webhook delivery ${formatId('webhookDelivery', number)} not found.`);
}

/** The event that a delivery sends, as in its body. Null once it is no longer stored. */
export async function payloadOf(em: UnitOfWork, row: DeliveryRow): Promise<Record<string, unknown>> {
  // Tenancy: of a delivery that the caller may see.
  const { rows } = await sqlOf(em).query<{ data: unknown; occurred_at: string }>(
    'select data, occurred_at from event where id = $1 and occurred_at = $2',
    [row.event_id, row.event_at],
  );
  const [event] = rows;
  const occurred = new Date(event?.occurred_at ?? row.event_at).toISOString();
  const event_id = formatId('event', Number(row.event_id));
  return { event_id, event_type: row.event_type, occurred_at: occurred, data: event?.data ?? null };
}

/** The attempts of a delivery, oldest first; the latest 100 are stored. */
export async function attemptsOf(em: UnitOfWork, row: DeliveryRow): Promise<DeliveryAttempt[]> {
  const rows = await rowsOf<Omit<DeliveryAttempt, 'at'> & { at: string }>(
    sqlOf(em),
    sql`select attempt, at, duration_ms, request_headers, response_code, response_headers, response_body, error
      from webhook_attempt where ${visibleTo(em)} and delivery_id = ${row.id} order by attempt desc limit ${MOST_ATTEMPTS}`,
  );
  return rows.reverse().map((attempt) => ({ ...attempt, at: new Date(attempt.at).toISOString() }));
}

/**
 * Queues the deliveries of the relation `new_delivery`. Pending deliveries are in `webhook_queue`, beside the log
 * `webhook_delivery`; the trigger of the event table queues recorded events.
 *
 * Tenancy: deliveries that were just made, each with the partner of its subscription.
 */
export const QUEUE_NEW_DELIVERIES = `insert into webhook_queue
  (delivery_id, webhook_id, partner_id, event_id, event_at, due_at, created_at)
  select id, webhook_id, partner_id, event_id, event_at, created_at, created_at from new_delivery`;
