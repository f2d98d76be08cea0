import type { Event } from '@commerce-integration/sdk';

/** Which queries show objects with an ID of this name. Their keys begin with the name of the SDK's resource. */
const RESOURCE_OF_ID: Readonly<Record<string, string>> = {
  partner_id: 'partners',
  feed_id: 'feeds',
  job_id: 'jobs',
  batch_id: 'batches',
  product_id: 'products',
  product_ids: 'products',
  order_id: 'orders',
  customer_id: 'customers',
  webhook_id: 'webhooks',
  delivery_id: 'webhookDeliveries',
  sales_channel_id: 'salesChannels',
};

/** Changed by nearly everything that happens. */
const ALWAYS = ['events', 'overview'];

/** The first parts of the keys of the queries that an event makes old, from the IDs that the event names. */
export function changedByEvent({ event_type, data }: Event): Set<string> {
  const changed = new Set(ALWAYS);
  for (const name of Object.keys(data)) {
    const resource = RESOURCE_OF_ID[name];
    if (resource !== undefined) changed.add(resource);
  }
  if (event_type.startsWith('order.')) changed.add('analytics');
  if (event_type.startsWith('webhook.')) changed.add('webhookDeliveries');
  // A load changes products that it does not name.
  if (event_type === 'job.completed') for (const resource of ['products', 'analytics']) changed.add(resource);
  return changed;
}
