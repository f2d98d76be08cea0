import { idSql } from '../database/json-sql.ts';
import { sql } from '../database/sql.ts';
import type { Searchable } from '../feature/searchable.ts';
import { partnerNameSql } from '../partners/partners.queries.ts';

/** Subscriptions, by their IDs and URLs. */
export const webhookSearch: Searchable = {
  type: 'webhook',
  access: 'webhooks:read',
  table: 'webhook',
  shown: { id: idSql('webhook', 'id'), title: 'url', subtitle: partnerNameSql('webhook.partner_id'), status: 'status' },
  ids: { webhook: { field: 'webhook_id', where: (number) => sql`id = ${number}` } },
  texts: { url: 'url' },
};

/** Deliveries, by their IDs. */
export const webhookDeliverySearch: Searchable = {
  type: 'webhook_delivery',
  access: 'webhooks:read',
  table: 'webhook_delivery',
  shown: {
    id: idSql('webhookDelivery', 'id'),
    title: 'event_type',
    subtitle: idSql('webhook', 'webhook_id'),
    status: 'status',
  },
  ids: { webhookDelivery: { field: 'delivery_id', where: (number) => sql`id = ${number}` } },
};
