import { idSql } from '../database/json-sql.ts';
import { sql } from '../database/sql.ts';
import type { Searchable } from '../feature/searchable.ts';
import { partnerNameSql } from '../partners/partners.queries.ts';

/** Order updates, by their IDs. */
export const orderUpdateSearch: Searchable = {
  type: 'order_update',
  access: 'orders:read',
  table: 'order_update',
  shown: {
    id: idSql('orderUpdate', 'id'),
    title: 'update_id',
    subtitle: partnerNameSql('order_update.partner_id'),
    status: 'status',
  },
  ids: { orderUpdate: { field: 'order_update_id', where: (number) => sql`id = ${number}` } },
};

/**
 * Feeds of order updates, by their names and IDs, and those of what was pushed to them.
 *
 * Tenancy: a push tells the number of its feed, which is confined like any other.
 */
export const orderUpdateFeedSearch: Searchable = {
  type: 'order_update_feed',
  access: 'orders:read',
  table: 'order_update_feed',
  shown: {
    id: idSql('orderUpdateFeed', 'id'),
    title: 'name',
    subtitle: partnerNameSql('order_update_feed.partner_id'),
    status: 'null::text',
  },
  ids: {
    orderUpdateFeed: { field: 'order_update_feed_id', where: (number) => sql`id = ${number}` },
    orderUpdatePush: {
      field: 'push_id',
      where: (number) => sql`id = (select feed_id from order_update_push p where p.id = ${number})`,
    },
  },
  texts: { name: 'name' },
};
