import type { FanOut } from '../events/fan-out.ts';

/**
 * Writes a delivery of each event for every active subscription that wants it. The subscriptions are only read: orders
 * of one partner must not wait for each other.
 *
 * Tenancy: a subscription gets the events of its partner; one of the operator, those of all partners.
 */
export const writeDeliveries: FanOut = {
  name: 'new_delivery',
  sql: `insert into webhook_delivery
      (webhook_id, partner_id, event_id, event_at, event_type, event_partner_id, due_at, created_at)
    select webhook.id, webhook.partner_id, e.id, e.occurred_at, e.event_type, e.partner_id, e.occurred_at, e.occurred_at
    from new_event e join webhook on (webhook.partner_id = e.partner_id or webhook.partner_id is null)
      and webhook.status = 'active' and webhook.events && array['*', e.event_type]`,
};
