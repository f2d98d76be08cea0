import {
  type DeliveryAttempt,
  type DeliveryStatus,
  formatId,
  idNumber,
  type Page,
  Problem,
} from '@commerce-integration/contract';
import { cursorNumber, toPage } from '@commerce-integration/contract/rules';
import type { CreatedRange } from '../database/list.ts';
import type { UnitOfWork } from '../database/orm.ts';
import { sqlOf } from '../database/queryable.ts';
import { allOf, rowsOf, type Sql, sql, when } from '../database/sql.ts';
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

const COLUMNS = sql.raw(`id, webhook_id, event_id, event_at, event_type, event_partner_id,
  ${partnerNameSql('event_partner_id')} as event_partner_name, sequence, status, attempts, due_at,
  response_code, error, created_at`);
const MOST_ATTEMPTS = 100;

/** The conditions of a filter. */
export function deliveryConditions(filter: DeliveryFilter): Sql[] {
  return [
    ...when(filter.webhook_id, (id) => sql`webhook_id = ${idNumber(id)}`),
    ...when(filter.event_id, (id) => sql`event_id = ${idNumber(id)}`),
    ...when(filter.event_type, (type) => sql`event_type = ${type}`),
    ...when(filter.status, (status) => sql`status = ${status}`),
    ...when(filter.response_code, (code) => sql`response_code = ${code}`),
    ...when(filter.created_from, (from) => sql`created_at >= ${new Date(from)}`),
    ...when(filter.created_to, (to) => sql`created_at < ${new Date(to)}`),
  ];
}

/** Newest first. */
export async function listDeliveries(
  em: UnitOfWork,
  query: DeliveryFilter & { limit: number; cursor?: string | undefined },
): Promise<Page<DeliveryRow>> {
  const before = cursorNumber(query.cursor, 'WD');
  const where = [...deliveryConditions(query), ...when(before, (id) => sql`id < ${id}`)];
  const rows = await rowsOf<DeliveryRow>(
    sqlOf(em),
    sql`select ${COLUMNS} from webhook_delivery where ${visibleTo(em)} and ${allOf(where)} order by id desc limit ${query.limit + 1}`,
  );
  return toPage(
    rows,
    query.limit,
    (row) => row,
    (row) => formatId('webhookDelivery', Number(row.id)),
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

/** The event that a delivery sends: what its body has. Null where it is no longer kept. */
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

/** The attempts of a delivery, oldest first; the latest 100 that are kept. */
export async function attemptsOf(em: UnitOfWork, row: DeliveryRow): Promise<DeliveryAttempt[]> {
  const rows = await rowsOf<Omit<DeliveryAttempt, 'at'> & { at: string }>(
    sqlOf(em),
    sql`select attempt, at, duration_ms, request_headers, response_code, response_headers, response_body, error
      from webhook_attempt where ${visibleTo(em)} and delivery_id = ${row.id} order by attempt desc limit ${MOST_ATTEMPTS}`,
  );
  return rows.reverse().map((attempt) => ({ ...attempt, at: new Date(attempt.at).toISOString() }));
}
