import type { EventType } from '@commerce-integration/contract';
import type { UnitOfWork } from '../database/orm.ts';

export interface NewEvent {
  type: EventType;
  /** Null for what belongs to the operator. */
  partnerId: number | null;
  /** Wire-shaped: IDs and plain values, no customer data. */
  data: Record<string, unknown>;
}

/** Where set-based work holds a connection of its own. */
interface Queryable {
  query(text: string, values: unknown[]): Promise<unknown>;
}

/** Announces something in the unit of work's transaction: the event exists when, and only when, the change does. */
export async function recordEvent(em: UnitOfWork, event: NewEvent): Promise<void> {
  await em.execute(
    `insert into event (event_type, partner_id, data, occurred_at) values (?, ?, ?, clock_timestamp())`,
    valuesOf(event),
  );
}

/** The same on a connection whose transaction is already open. */
export async function recordEventOn(connection: Queryable, event: NewEvent): Promise<void> {
  await connection.query(
    `insert into event (event_type, partner_id, data, occurred_at) values ($1, $2, $3, clock_timestamp())`,
    valuesOf(event),
  );
}

function valuesOf(event: NewEvent): unknown[] {
  return [event.type, event.partnerId, JSON.stringify(event.data)];
}
