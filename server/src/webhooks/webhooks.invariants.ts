import { idSql } from '../database/json-sql.ts';
import type { Invariant } from '../feature/define-feature.ts';

// Tenancy of this file: a command of the operator, for every partner's deliveries.

/** Invariants of webhook deliveries. */
export const WEBHOOK_INVARIANTS: readonly Invariant[] = [
  {
    name: 'webhook-queue',
    holds: 'Every queued delivery is pending in the log.',
    over: 'webhook_delivery',
    violations: `select ${idSql('webhookDelivery', 'q.delivery_id')} as id from webhook_queue q
      where q.delivery_id >= $1 and q.delivery_id < $2 and not exists (
        select from webhook_delivery d where d.id = q.delivery_id and d.created_at = q.created_at
          and d.webhook_id = q.webhook_id and d.status = 'pending'
      )`,
  },
  {
    name: 'webhook-pending',
    holds: 'Every pending delivery of an existing subscription is queued.',
    over: 'webhook_delivery',
    violations: `select ${idSql('webhookDelivery', 'd.id')} as id from webhook_delivery d
        join webhook on webhook.id = d.webhook_id
      where d.id >= $1 and d.id < $2 and d.status = 'pending'
        and not exists (select from webhook_queue q where q.delivery_id = d.id)`,
  },
  {
    name: 'webhook-failures',
    holds: 'A delivery has a failure time if and only if it failed.',
    over: 'webhook_delivery',
    violations: `select ${idSql('webhookDelivery', 'id')} as id from webhook_delivery
      where id >= $1 and id < $2 and (status = 'failed') <> (failed_at is not null)`,
  },
];
