import type { ExportFlagRule, ExportFlags, FlagSubject } from '@commerce-integration/contract';
import { idNumber } from '@commerce-integration/contract';
import type { UnitOfWork } from '../database/orm.ts';
import { type Queryable, sqlOf } from '../database/queryable.ts';
import type { Reactions } from '../events/reactions.ts';

// Tenancy of this file: the table of flags belongs to the operator; flags are set on the orders of the events.

/** The table of flags, in its original order. */
export async function readExportFlags(em: UnitOfWork): Promise<ExportFlags> {
  const { rows } = await sqlOf(em).query<ExportFlagRule>(
    'select flag_subject as "on", status, flag from order_export_flag_rule order by place',
  );
  return { flags: rows };
}

/** Replaces the table of flags. Flags that are already set remain. */
export async function setExportFlags(em: UnitOfWork, { flags }: ExportFlags): Promise<ExportFlags> {
  const sql = sqlOf(em);
  // Serialized: of two concurrent calls, the table of one of them remains.
  await sql.query('lock table order_export_flag_rule in exclusive mode');
  await sql.query('delete from order_export_flag_rule');
  await sql.query(
    `insert into order_export_flag_rule (flag_subject, status, flag, place)
     select flag_subject, status, flag, place
     from unnest($1::text[], $2::text[], $3::text[]) with ordinality rule (flag_subject, status, flag, place)`,
    [flags.map(({ on }) => on), flags.map(({ status }) => status), flags.map(({ flag }) => flag)],
  );
  return { flags };
}

/** A state that an order or delivery has reached. */
interface Reached {
  orderId: number;
  partnerId: number;
  deliveryId: number | null;
  status: string;
}

/** Sets flags when states in the table are reached, in the transactions of their events. */
export const exportFlagReactions: Reactions = {
  'order.status.changed': (sql, events) =>
    setFlags(
      sql,
      'order',
      events.map(({ data, partnerId }) => ({ ...reached(data, partnerId), deliveryId: null })),
    ),
  'order.delivery.changed': (sql, events) =>
    setFlags(
      sql,
      'delivery',
      events.map(({ data, partnerId }) => ({ ...reached(data, partnerId), deliveryId: idNumber(data.delivery_id) })),
    ),
};

function reached({ order_id, to }: { order_id: string; to: string }, partnerId: number | null) {
  if (partnerId === null) throw new Error(`The event of order ${order_id} names no partner`);
  return { orderId: idNumber(order_id), partnerId, status: to };
}

/** One statement for any number of states. */
async function setFlags(sql: Queryable, subject: FlagSubject, states: readonly Reached[]): Promise<void> {
  await sql.query(
    `insert into order_export_flag (partner_id, order_id, delivery_id, flag, of_cancelled, created_at)
     select s.partner_id, s.order_id, s.delivery_id, r.flag, s.status = 'cancelled', clock_timestamp()
     from unnest($2::bigint[], $3::bigint[], $4::bigint[], $5::text[]) with ordinality
       s (partner_id, order_id, delivery_id, status, place)
     join order_export_flag_rule r on r.flag_subject = $1 and r.status = s.status
     order by s.place`,
    [
      subject,
      states.map(({ partnerId }) => partnerId),
      states.map(({ orderId }) => orderId),
      states.map(({ deliveryId }) => deliveryId),
      states.map(({ status }) => status),
    ],
  );
}
