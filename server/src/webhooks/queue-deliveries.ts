// What is to be delivered stands in `webhook_queue`, beside the log `webhook_delivery`. Events that are recorded are
// queued by the trigger of their table.
//
// Tenancy of this file: of deliveries that were just made, each with the partner of its subscription.

/** Queues the deliveries of the relation `new_delivery`. */
export const QUEUE_NEW_DELIVERIES = `insert into webhook_queue
  (delivery_id, webhook_id, partner_id, event_id, event_at, due_at, created_at)
  select id, webhook_id, partner_id, event_id, event_at, created_at, created_at from new_delivery`;
