import { formatId, type Order } from '@commerce-integration/contract';
import type { Pool } from 'pg';
import { readExportedOrders } from '../../orders/exported-orders.ts';
import type { ExportedOrder, WrittenOrder } from '../layouts/written-order.ts';
import type { BatchMember, ClaimedBatch } from './exporter-rows.ts';

/** Orders that one query reads. */
const STEP = 500;

/** Reads the orders of a request or a file in order, a few at a time. */
export async function* readBatch(pool: Pool, { exporter, members }: ClaimedBatch): AsyncGenerator<WrittenOrder> {
  const exporterId = formatId('orderExporter', Number(exporter.id));
  for (let start = 0; start < members.length; start += STEP) {
    const some = members.slice(start, start + STEP);
    const orders = await readExportedOrders(
      pool,
      some.map(({ orderId }) => orderId),
    );
    for (const member of some) {
      const json = orders.get(member.orderId);
      if (json === undefined) throw new Error(`Order ${member.orderId} of an export is gone`);
      yield written(member, exporterId, json);
    }
  }
}

function written(member: BatchMember, exporter_id: string, orderJson: string): WrittenOrder {
  const about = {
    order_export_id: formatId('orderExport', member.id),
    exporter_id,
    flag: member.flag,
    delivery_ids: member.deliveryIds.map((id) => formatId('delivery', id)),
  };
  const read = (): ExportedOrder => ({ ...about, order: partOf(member, JSON.parse(orderJson) as Order) });
  // The database's JSON is passed on unchanged, unless deliveries have to be left out.
  const json = member.isPart ? JSON.stringify(read()) : `${JSON.stringify(about).slice(0, -1)},"order":${orderJson}}`;
  return { json, read };
}

/** The order with only the deliveries and parcels that are exported. */
function partOf({ isPart, deliveryIds }: BatchMember, order: Order): Order {
  if (!isPart) return order;
  const own = new Set<string>(deliveryIds.map((id) => formatId('delivery', id)));
  return {
    ...order,
    deliveries: order.deliveries.filter(({ delivery_id }) => own.has(delivery_id)),
    shipments: order.shipments.filter(({ delivery_id }) => own.has(delivery_id)),
  };
}
