import { formatId } from '@commerce-integration/contract';
import { eventsOfChanges, linesOf } from '@commerce-integration/contract/rules';
import type { UnitOfWork } from '../../database/orm.ts';
import { sqlOf } from '../../database/queryable.ts';
import { nextNumbers } from '../../database/sequences.ts';
import { recordEvents } from '../../events/record-event.ts';
import type { ChangedOrder, LoadedOrder } from './load-orders.ts';
import { Delivery, Shipment } from './order.entity.ts';
import { writeHistory } from './write-history.ts';

/** Stores changed orders as one unit of work, with their history and their events. */
export async function saveOrders(em: UnitOfWork, changed: readonly ChangedOrder[], at: Date): Promise<void> {
  await numberNewParts(em, changed);
  for (const { loaded, isKnown = false } of changed) {
    if (!isKnown) saveOrder(loaded, at);
    saveDeliveries(em, loaded, at);
  }
  await em.flush();
  await writeHistory(em, changed, at);
  await recordEvents(
    sqlOf(em),
    changed.flatMap(({ loaded: { order, progress } }) =>
      eventsOfChanges(progress, order.currency).map((event) => ({ ...event, partnerId: order.partnerId })),
    ),
  );
}

/** Numbers new deliveries and parcels, which history and events refer to. */
async function numberNewParts(em: UnitOfWork, changed: readonly ChangedOrder[]): Promise<void> {
  const deliveries = changed.flatMap(({ loaded }) => loaded.progress.deliveries);
  const shipments = deliveries.flatMap((delivery) => delivery.shipments);
  for (const [parts, sequence] of [
    [deliveries, 'delivery_id_seq'],
    [shipments, 'shipment_id_seq'],
  ] as const) {
    const unnumbered = parts.filter(({ id }) => id === null);
    const numbers = await nextNumbers(em, sequence, unnumbered.length);
    for (const [place, part] of unnumbered.entries()) part.id = numbers[place] ?? null;
  }
}

function saveOrder({ order, items, progress }: LoadedOrder, at: Date): void {
  order.status = progress.status;
  order.fulfillmentStatus = progress.fulfillmentStatus;
  order.blockExport = progress.block_export;
  order.updatedAt = at;
  for (const [place, item] of items.entries()) {
    const lines = linesOf(progress, formatId('orderItem', item.id));
    item.cancelledQuantity = progress.items[place]?.cancelled ?? 0;
    item.shippedQuantity = lines.reduce((sum, line) => sum + line.shipped_quantity, 0);
    item.returnedQuantity = lines.reduce((sum, line) => sum + line.returned_quantity, 0);
  }
}

function saveDeliveries(em: UnitOfWork, { order, deliveries, shipments, progress }: LoadedOrder, at: Date): void {
  const stored = new Map(deliveries.map((delivery) => [delivery.id, delivery]));
  const parcels = new Map(shipments.map((shipment) => [shipment.id, shipment]));
  const owner = { partnerId: order.partnerId, orderId: order.id };
  for (const delivery of progress.deliveries) {
    const id = delivery.id ?? 0;
    const fields = {
      status: delivery.status,
      blockExport: delivery.block_export,
      carrier: delivery.carrier,
      trackingNumber: delivery.tracking_number,
      estimatedFrom: timeOf(delivery.estimated_from),
      estimatedUntil: timeOf(delivery.estimated_until),
      items: delivery.items,
      reportedAt: delivery.reportedAt,
    };
    const entity = stored.get(id);
    if (entity) em.assign(entity, fields);
    else em.create(Delivery, { id, ...owner, ...fields, createdAt: at, updatedAt: at });
    for (const { id: number, carrier, tracking_number, items, shipped_at } of delivery.shipments) {
      const parcel = parcels.get(number ?? 0);
      const trackingNumber = tracking_number;
      if (parcel) em.assign(parcel, { carrier, trackingNumber });
      else {
        const shippedAt = new Date(shipped_at);
        em.create(Shipment, { id: number ?? 0, ...owner, deliveryId: id, carrier, trackingNumber, items, shippedAt });
      }
    }
  }
}

function timeOf(time: string | null): Date | null {
  return time === null ? null : new Date(time);
}
