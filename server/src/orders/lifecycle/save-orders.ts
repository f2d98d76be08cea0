import { eventsOfChanges } from '@commerce-integration/contract/rules';
import type { UnitOfWork } from '../../database/orm.ts';
import { sqlOf } from '../../database/queryable.ts';
import { nextNumbers } from '../../database/sequences.ts';
import { recordEvents } from '../../events/record-event.ts';
import type { ChangedOrder } from './load-orders.ts';
import { writeHistory } from './write-history.ts';
import { writeOrders } from './write-orders.ts';

/** Stores changed orders in the transaction of the unit of work, with their history and their events. */
export async function saveOrders(em: UnitOfWork, changed: readonly ChangedOrder[], at: Date): Promise<void> {
  await numberNewParts(em, changed);
  await writeOrders(em, changed, at);
  await writeHistory(em, changed, at);
  await recordEvents(
    sqlOf(em),
    changed.flatMap(({ loaded: { order, progress } }) =>
      eventsOfChanges(progress, order.currency).map((event) => ({ ...event, partnerId: order.partnerId })),
    ),
  );
}

/** Gives numbers to new deliveries and parcels: history and events name them. */
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
