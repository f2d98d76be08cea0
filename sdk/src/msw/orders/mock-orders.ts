import { type CreateOrder, formatId, idNumber, Problem } from '@commerce-integration/contract';
import {
  approvalReason,
  customerProblems,
  itemProblems,
  type OrderProgress,
  orderRefused,
  priceOrder,
  SCALE,
  totalTooLarge,
} from '@commerce-integration/contract/rules';
import { getCustomer } from '../customers/mock-customers.ts';
import type { FeatureHandlers, MockCall } from '../http/mock-call.ts';
import { actingPartner } from '../partners/mock-acting-partner.ts';
import { priceInForce } from '../prices/mock-price-lists.ts';
import { findSalesChannelOf } from '../sales-channels/mock-sales-channels.ts';
import { recordEvent } from '../store/mock-event-log.ts';
import type { OrderRow, PartnerRow, ProductRow } from '../store/mock-rows.ts';
import { keep, type MockTables, visibleRow } from '../store/mock-tables.ts';
import { getOrder } from './mock-change-order.ts';
import { listOrders } from './mock-list-orders.ts';
import { orderChangeHandlers } from './mock-order-changes.ts';
import { presentOrder } from './present-order.ts';

export const orderHandlers: FeatureHandlers<'orders'> = {
  createOrder: (call) =>
    call.once(() => ({ status: 201, body: presentOrder(call.tables, createOrder(call, call.body)) })),

  listOrders: (call) => ({ status: 200, body: listOrders(call) }),

  getOrder: (call) => ({ status: 200, body: presentOrder(call.tables, getOrder(call, call.params.order_id)) }),

  listOrdersByCustomer: (call) => {
    const { customer_id } = call.params;
    getCustomer(call, customer_id);
    return { status: 200, body: listOrders({ ...call, query: { ...call.query, customer_id } }) };
  },

  ...orderChangeHandlers,
};

/** Creates an order from the current catalogue, or reports all problems with it. @throws Problem */
function createOrder(call: MockCall, input: CreateOrder): OrderRow {
  const { tables, caller } = call;
  if (input.items.length === 0) throw new Problem('order_without_items', 'Order must contain at least one item.');
  const partner = actingPartner(call, input);
  if (!partner) throw new Problem('not_found', `Partner not found: ${input.partner_name}`);
  const channel = findSalesChannelOf(call, partner, input.sales_channel_id);
  const now = tables.now();
  const items = input.items.map((item) => {
    const row = visibleRow(tables.products, caller, idNumber(item.product_id));
    return { ...item, row, product: row && offered(tables, row, channel.id, now) };
  });
  const [first, ...others] = [
    ...itemProblems(items, { id: partner.id, name: partner.shown.partner_name }),
    ...problemsOfCustomer(call, partner, input),
    ...(channel.problem ? [channel.problem] : []),
  ];
  if (first) throw orderRefused([first, ...others]);
  const lines = items.flatMap(({ row, product, quantity }) => (row && product ? [{ row, product, quantity }] : []));
  const id = tables.next('order');
  const created_at = new Date(now).toISOString();
  const { total, items: shownItems, ...priced } = linesOf(tables, lines);
  const shown = {
    order_id: formatId('order', id),
    partner_id: partner.shown.partner_id,
    customer_reference: input.customer_reference ?? null,
    customer_id: input.customer_id ?? null,
    shipping_address_id: input.shipping_address_id ?? null,
    sales_channel_id: input.sales_channel_id ?? null,
    total_amount: Number(total),
    ...priced,
    items: shownItems,
    created_at,
    updated_at: created_at,
  };
  const progress = newOrderProgress(id, shownItems);
  const order = keep(tables.orders, { id, partnerId: partner.id, shown, progress, history: [] });
  announceOrder(tables, order, waitingReason(partner, total));
  return order;
}

/** Records the event of a new order, and that it waits for approval where it does. */
function announceOrder(tables: MockTables, { partnerId, shown, progress, history }: OrderRow, waits: string | null) {
  const { order_id, total_amount, currency } = shown;
  if (waits !== null) progress.status = 'waiting_approval';
  const data = { order_id, status: progress.status, total_amount, currency };
  recordEvent(tables, { type: 'order.created', partnerId, data });
  if (waits === null) return;
  const change = { from: 'created', to: 'waiting_approval', reason: waits } as const;
  history.push({ at: shown.created_at, by: 'system', subject: order_id, quantity: null, ...change });
  recordEvent(tables, { type: 'order.status.changed', partnerId, data: { order_id, ...change } });
}

/** Why a new order of a partner waits for approval; null where it does not. */
function waitingReason({ shown }: PartnerRow, total: string): string | null {
  const { orders_need_approval: ordersNeedApproval, orders_need_approval_above: above } = shown;
  return approvalReason(
    { ordersNeedApproval, ordersNeedApprovalAbove: above === null ? null : above.toFixed(SCALE) },
    total,
  );
}

interface Line {
  row: ProductRow;
  product: ReturnType<typeof offered>;
  quantity: number;
}

/** @throws Problem `order_total_too_large` */
function linesOf(tables: MockTables, lines: readonly Line[]) {
  const { lineTotals, total, tooLarge } = priceOrder(
    lines.map(({ product, quantity }) => ({ unitPrice: product.price ?? '0', quantity })),
  );
  if (tooLarge) throw totalTooLarge(total);
  const items = lines.map(({ row: { shown }, product, quantity }, index) => ({
    order_item_id: formatId('orderItem', tables.next('orderItem')),
    product_id: shown.product_id,
    sku: shown.sku,
    product_name: shown.product_name,
    quantity,
    unit_price: Number(product.price),
    line_total: Number(lineTotals[index]),
  }));
  return { total, currency: lines[0]?.product.currency ?? '', items };
}

/** The progress of an order that was just created. */
function newOrderProgress(id: number, items: OrderRow['shown']['items']): OrderProgress {
  return {
    id,
    status: 'created',
    fulfillmentStatus: 'unfulfilled',
    block_export: false,
    items: items.map(({ order_item_id, sku, quantity, unit_price }) => ({
      order_item_id,
      sku,
      quantity,
      unitPrice: String(unit_price),
      cancelled: 0,
    })),
    deliveries: [],
    changes: [],
  };
}

/** The fields of a product that the rules of orders depend on, with its price in force. */
function offered(tables: MockTables, { partnerId, shown, ...row }: ProductRow, channelId: number | null, at: number) {
  const inForce = priceInForce(tables, { partnerId, shown, ...row }, channelId, at);
  const price = inForce ? String(inForce.price) : null;
  return { partnerId, price, currency: inForce?.currency ?? shown.currency, availability: shown.availability };
}

function problemsOfCustomer({ tables, caller }: MockCall, partner: PartnerRow, named: CreateOrder) {
  const { customer_id, shipping_address_id } = named;
  const customer = customer_id && visibleRow(tables.customers, caller, idNumber(customer_id));
  const address = shipping_address_id && visibleRow(tables.addresses, caller, idNumber(shipping_address_id));
  const found = {
    customer: customer ? { partnerId: customer.partnerId } : undefined,
    address: address ? { customerId: idNumber(address.shown.customer_id) } : undefined,
  };
  return customerProblems(named, found, partner.id);
}
