import { idNumber, type SentOrderUpdate } from '@commerce-integration/contract';
import { ambiguousReference, SHOWN_OF_REFERENCE, UpdateRefused } from '@commerce-integration/contract/rules';
import type { UnitOfWork } from '../../database/orm.ts';
import { ordersByReference, ordersOfDeliveries } from '../../orders/lifecycle/find-orders.ts';
import { type LoadedOrder, loadOrders } from '../../orders/lifecycle/load-orders.ts';

/** The orders that updates refer to. */
export interface FoundOrders {
  readonly loaded: ReadonlyMap<number, LoadedOrder>;
  /** @throws UpdateRefused `not_found`, `ambiguous_reference` */
  orderOf(update: SentOrderUpdate): LoadedOrder;
}

/** Finds and locks the orders of updates of one partner, with a constant number of statements. */
export async function findOrdersOfUpdates(
  em: UnitOfWork,
  partnerId: number,
  updates: readonly SentOrderUpdate[],
): Promise<FoundOrders> {
  const named = updates.flatMap(({ order_id }) => (order_id === undefined ? [] : [idNumber(order_id)]));
  const references = updates.flatMap(({ customer_reference }) => customer_reference ?? []);
  const deliveries = updates.flatMap(({ delivery_id }) => (delivery_id === undefined ? [] : [idNumber(delivery_id)]));
  const byReference = await ordersByReference(em, partnerId, [...new Set(references)], SHOWN_OF_REFERENCE + 1);
  const byDelivery = await ordersOfDeliveries(em, partnerId, [...new Set(deliveries)]);
  const unambiguous = [...byReference.values()].flatMap((numbers) => (numbers.length === 1 ? numbers : []));
  const loaded = await loadOrders(em, [...new Set([...named, ...unambiguous, ...byDelivery.values()])]);
  const numberOf = ({ order_id, customer_reference, delivery_id }: SentOrderUpdate): number | undefined => {
    if (order_id !== undefined) return idNumber(order_id);
    if (delivery_id !== undefined) return byDelivery.get(idNumber(delivery_id));
    return onlyOne(byReference.get(customer_reference ?? ''), customer_reference ?? '');
  };
  return {
    loaded,
    orderOf(update) {
      const order = loaded.get(numberOf(update) ?? 0);
      if (order) return order;
      const name = update.order_id ?? update.delivery_id ?? `with the customer_reference ${update.customer_reference}`;
      const noun = update.delivery_id === undefined ? 'order' : 'delivery';
      const message = `The partner has no ${noun} ${name}: dismiss the update, or retry it when there is one.`;
      throw new UpdateRefused('not_found', message);
    },
  };
}

/** @throws UpdateRefused `ambiguous_reference` */
function onlyOne(numbers: readonly number[] = [], reference: string): number | undefined {
  if (numbers.length < 2) return numbers[0];
  throw ambiguousReference(numbers, reference);
}
