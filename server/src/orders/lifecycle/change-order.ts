import {
  formatId,
  idNumber,
  type Order as OrderShape,
  Problem,
  type UpdateDelivery,
} from '@commerce-integration/contract';
import { type Cause, type OrderProgress, updateDelivery } from '@commerce-integration/contract/rules';
import type { UnitOfWork } from '../../database/orm.ts';
import { orderNotFound, readChangedOrder } from '../orders.queries.ts';
import { loadOrders } from './load-orders.ts';
import { Delivery } from './order.entity.ts';
import { saveOrders } from './save-orders.ts';

export interface AskedChange {
  readonly orderId: string;
  /** The caller; the partner is null for the operator. */
  readonly caller: { readonly apiKeyId: number; readonly partner: object | null };
  readonly reason: string | undefined;
}

/** Changes the progress of an order, or refuses with a Problem. */
export type Rule = (order: OrderProgress, cause: Cause) => void;

/**
 * Changes an order by a rule of the contract, in the transaction of the unit of work. The order is locked: of two
 * concurrent calls, the second sees the changes of the first.
 *
 * @throws Problem `not_found`, and those of the rule
 */
export async function changeOrder(
  em: UnitOfWork,
  { orderId, caller, reason }: AskedChange,
  rule: Rule,
): Promise<OrderShape> {
  const number = idNumber(orderId);
  const loaded = (await loadOrders(em, [number])).get(number);
  if (!loaded) throw orderNotFound(orderId);
  const at = new Date();
  const kind = caller.partner ? 'partner' : 'operator';
  rule(loaded.progress, { kind, reason: reason ?? null, at: at.toISOString() });
  await saveOrders(em, [{ loaded, by: formatId('apiKey', caller.apiKeyId) }], at);
  return readChangedOrder(em, number);
}

/** Changes the given fields of a delivery, and its order with it. @throws Problem `not_found`, `transition_not_allowed` */
export async function changeDelivery(
  em: UnitOfWork,
  caller: AskedChange['caller'],
  deliveryId: string,
  changes: UpdateDelivery,
): Promise<Delivery> {
  const delivery = await getDelivery(em, deliveryId);
  const asked = { caller, orderId: formatId('order', delivery.orderId), reason: changes.reason };
  await changeOrder(em, asked, (order, cause) => updateDelivery(order, deliveryId, changes, cause));
  return delivery;
}

/** A delivery of an order. @throws Problem `not_found`, as for a delivery that is not the caller's */
export async function getDelivery(em: UnitOfWork, deliveryId: string): Promise<Delivery> {
  const delivery = await em.findOne(Delivery, { id: idNumber(deliveryId) });
  if (!delivery) throw new Problem('not_found', `Delivery ${deliveryId} not found.`);
  return delivery;
}
