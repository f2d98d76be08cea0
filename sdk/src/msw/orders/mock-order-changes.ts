import {
  addDelivery,
  blockExport,
  cancelItems,
  moveOrder,
  returnItems,
  shipOrder,
  updateDelivery,
} from '@commerce-integration/contract/rules';
import type { FeatureHandlers, MockCall } from '../http/mock-call.ts';
import { listPlaces } from '../store/mock-lists.ts';
import { changeOrder, getDelivery, getOrder, type Rule } from './mock-change-order.ts';
import { presentDelivery } from './present-order.ts';

type ChangeOperation =
  | 'transitionOrder'
  | 'listOrderHistory'
  | 'createDelivery'
  | 'getDelivery'
  | 'updateDelivery'
  | 'createShipment'
  | 'cancelOrderItems'
  | 'returnOrderItems'
  | 'blockOrderExport'
  | 'unblockOrderExport';

/** The endpoints that change an order after it was created. */
export const orderChangeHandlers: Pick<FeatureHandlers<'orders'>, ChangeOperation> = {
  transitionOrder: (call) => change(call, call.body.reason, (order, cause) => moveOrder(order, call.body.to, cause)),

  listOrderHistory: (call) => {
    const { order_id } = call.params;
    const { history } = getOrder(call, order_id);
    const query = ['order-history', order_id];
    return { status: 200, body: listPlaces(query, call.query, history, (entry) => entry, { newestFirst: true }) };
  },

  createDelivery: (call) => change(call, undefined, (order, cause) => addDelivery(order, call.body.items, cause)),

  getDelivery: (call) => {
    const { row, delivery } = getDelivery(call, call.params.delivery_id);
    return { status: 200, body: presentDelivery(call.tables, row.progress, delivery) };
  },

  updateDelivery: (call) => {
    const { delivery_id } = call.params;
    const { row } = getDelivery(call, delivery_id);
    const rule: Rule = (order, cause) => updateDelivery(order, delivery_id, call.body, cause);
    changeOrder(call, row.shown.order_id, call.body.reason, rule);
    const { delivery } = getDelivery(call, delivery_id);
    return { status: 200, body: presentDelivery(call.tables, row.progress, delivery) };
  },

  createShipment: (call) => change(call, undefined, (order, cause) => shipOrder(order, call.body, cause)),

  cancelOrderItems: (call) => change(call, undefined, (order, cause) => cancelItems(order, call.body.items, cause)),

  returnOrderItems: (call) => change(call, undefined, (order, cause) => returnItems(order, call.body.items, cause)),

  blockOrderExport: (call) => change(call, call.body.reason, (order, cause) => blockExport(order, true, cause)),

  unblockOrderExport: (call) => change(call, call.body.reason, (order, cause) => blockExport(order, false, cause)),
};

/** Changes an order by a rule, once for each `Idempotency-Key`, and answers with the order. */
function change(
  call: Pick<MockCall, 'tables' | 'caller' | 'once'> & { params: { order_id: string } },
  reason: string | undefined,
  rule: Rule,
) {
  return call.once(() => ({ status: 201 as const, body: changeOrder(call, call.params.order_id, reason, rule) }));
}
