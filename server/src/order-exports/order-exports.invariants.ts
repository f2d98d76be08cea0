import { idSql } from '../database/json-sql.ts';
import type { Invariant } from '../feature/define-feature.ts';

// Tenancy of this file: a command of the operator, for every partner's exports.

/** Invariants of order exports. */
export const ORDER_EXPORT_INVARIANTS: readonly Invariant[] = [
  {
    name: 'export-times',
    holds: 'An order export has an end time if and only if it has ended.',
    over: 'order_export',
    violations: `select ${idSql('orderExport', 'id')} as id from order_export where id >= $1 and id < $2
      and (status in ('queued', 'running', 'waiting_approval', 'blocked') and ended_at is not null
        or status in ('completed', 'rejected', 'cleared') and ended_at is null)`,
  },
  {
    name: 'export-batches',
    holds: 'A running order export belongs to a file or request that has not ended.',
    over: 'order_export',
    violations: `select ${idSql('orderExport', 'e.id')} as id from order_export e
      where e.id >= $1 and e.id < $2 and e.status = 'running'
        and not exists (select from order_export_batch b where b.id = e.batch_id and b.ended_at is null)`,
  },
  {
    name: 'export-partners',
    holds: 'An order export belongs to the partner of its order.',
    over: 'order_export',
    violations: `select ${idSql('orderExport', 'e.id')} as id from order_export e
        left join sales_order on sales_order.id = e.order_id
      where e.id >= $1 and e.id < $2 and e.order_partner_id is distinct from sales_order.partner_id`,
  },
];
