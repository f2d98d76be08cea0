import { formatId } from '@commerce-integration/contract';
import { exportersOf, exportsOf } from '../order-exports/mock-exporter-rows.ts';
import { feedsOf, pushesOf, updatesOf } from '../order-updates/mock-update-rows.ts';
import { visibleRows } from '../store/mock-tables.ts';
import { type Finder, finder, numbered } from './finder.ts';

/** Of orders, and what becomes of them. */
export const orderFinders = {
  order: finder(
    'orders:read',
    ({ orders }) => orders,
    ({ shown, progress }, partner) => ({
      id: shown.order_id,
      shown: { title: shown.customer_reference ?? shown.order_id, subtitle: partner, status: progress.status },
      ids: {
        order_id: shown.order_id,
        ...numbered(
          'order_item_id',
          shown.items.map((item) => item.order_item_id),
        ),
        ...numbered(
          'delivery_id',
          progress.deliveries.map((delivery) => formatId('delivery', delivery.id ?? 0)),
        ),
      },
      texts: { customer_reference: shown.customer_reference },
    }),
  ),
  shipment: {
    scope: 'orders:read',
    all: ({ tables, caller }) =>
      visibleRows(tables.orders, caller).flatMap(({ shown, progress }) =>
        progress.deliveries
          .flatMap(({ shipments }) => shipments)
          .map(({ id, tracking_number }) => {
            const shipment_id = formatId('shipment', id ?? 0);
            const title = tracking_number ?? shipment_id;
            return {
              id: shipment_id,
              shown: { title, subtitle: shown.order_id, status: null },
              leadsTo: shown.order_id,
              ids: { shipment_id },
              texts: { tracking_number },
            };
          }),
      ),
  },
  order_update: finder('orders:read', updatesOf, ({ shown: { order_update_id, update_id, status } }, partner) => ({
    id: order_update_id,
    shown: { title: update_id, subtitle: partner, status },
    ids: { order_update_id },
  })),
  order_update_feed: finder('orders:read', feedsOf, ({ id, shown }, partner, tables) => {
    const { order_update_feed_id, name } = shown;
    const pushes = [...pushesOf(tables).values()].filter(({ feedId }) => feedId === id);
    const ids = numbered(
      'push_id',
      pushes.map((push) => formatId('orderUpdatePush', push.id)),
    );
    const shownAs = { title: name, subtitle: partner, status: null };
    return { id: order_update_feed_id, shown: shownAs, ids: { order_update_feed_id, ...ids }, texts: { name } };
  }),
  order_exporter: finder('order_exports:read', exportersOf, ({ shown: { exporter_id, name, enabled } }, partner) => ({
    id: exporter_id,
    shown: { title: name, subtitle: partner, status: enabled ? 'enabled' : 'disabled' },
    ids: { exporter_id },
    texts: { name },
  })),
  order_export: finder('order_exports:read', exportsOf, ({ id, orderId, flag, status }) => {
    const order_export_id = formatId('orderExport', id);
    const shown = { title: formatId('order', orderId), subtitle: flag, status };
    return { id: order_export_id, shown, ids: { order_export_id } };
  }),
  customer: {
    scope: 'customers:read',
    all: ({ tables, caller }) =>
      visibleRows(tables.customers, caller).map(({ shown: { customer_id } }) => {
        const addresses = [...tables.addresses.values()].filter(({ shown }) => shown.customer_id === customer_id);
        return {
          id: customer_id,
          shown: { title: customer_id, subtitle: null, status: null },
          ids: {
            customer_id,
            ...numbered(
              'address_id',
              addresses.map(({ shown }) => shown.address_id),
            ),
          },
        };
      }),
  },
} satisfies Record<string, Finder>;
