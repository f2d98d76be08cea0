import { type Attention, formatId } from '@commerce-integration/contract';
import { boundedCounts } from '../database/bounded-count.ts';
import { idSql } from '../database/json-sql.ts';
import type { UnitOfWork } from '../database/orm.ts';
import { sql } from '../database/sql.ts';
import { visibleRows } from '../database/visible-rows.ts';
import { failing, MOST_OF_A_KIND, type OverviewPart } from '../feature/overview-part.ts';
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
 * Feeds of order updates, by their names and IDs, and by the IDs of pushes to them.
 *
 * Tenancy: a push gives the number of its feed, which is confined like any other.
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

const PARKED = sql`status = 'parked'`;

/** Order updates that could not be applied. */
export const orderUpdatesOverview: OverviewPart = {
  stage: 'fulfilment',
  access: 'orders:read',
  counts: async (em) => {
    const { parked } = await boundedCounts(em, {
      parked: { table: 'order_update', where: PARKED, since: 'created_at' },
    });
    return [failing('parked_updates', 'Parked order updates', parked)];
  },
  attention: parkedUpdates,
};

interface ParkedRow {
  id: string;
  update_id: string;
  message: string | null;
  partner_id: string;
  partner_name: string;
  created_at: string;
}

async function parkedUpdates(em: UnitOfWork): Promise<Attention[]> {
  const rows = await visibleRows<ParkedRow>(em, {
    table: 'order_update',
    select: sql.raw(`id, update_id, message, partner_id, created_at,
      ${partnerNameSql('order_update.partner_id')} as partner_name`),
    where: [PARKED],
    orderBy: 'id',
    limit: MOST_OF_A_KIND,
  });
  return rows.map(({ id, update_id, message, partner_id, partner_name, created_at }) => ({
    kind: 'order_update_parked',
    title: `The order update ${update_id} could not be applied.`,
    detail: message,
    level: 'failing',
    subject: { type: 'order_update', id: formatId('orderUpdate', Number(id)) },
    partner_id: formatId('partner', Number(partner_id)),
    partner_name,
    since: new Date(created_at).toISOString(),
    action: 'view',
    action_label: 'Show the update',
  }));
}
