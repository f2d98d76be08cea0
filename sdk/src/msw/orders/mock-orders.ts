import {
  type CreateOrder,
  formatId,
  idNumber,
  LIMITS,
  type ListOrdersQuery,
  type Order,
  type Page,
  Problem,
} from '@commerce-integration/contract';
import { itemProblems, orderRefused, priceOrder, toPage } from '@commerce-integration/contract/rules';
import { getCustomer } from '../customers/mock-customers.ts';
import { createdWithin, newestFirst } from '../http/mock-lists.ts';
import type { FeatureHandlers, MockCall } from '../mock-call.ts';
import type { OrderRow, PartnerRow, ProductRow } from '../mock-rows.ts';
import { type MockTables, visibleRow, visibleRows } from '../mock-tables.ts';
import { actingPartner } from '../partners/mock-acting-partner.ts';
import { partnerFilter } from '../partners/mock-partner-rows.ts';
import { priceInForce } from '../prices/mock-price-in-force.ts';
import { timeToRead } from '../prices/mock-price-lists.ts';
import { findSalesChannelOf } from '../sales-channels/mock-find-sales-channels.ts';
import { customerProblems } from './mock-order-problems.ts';

export const orderHandlers: FeatureHandlers<'orders'> = {
  createOrder: (call) =>
    call.once(() => ({ status: 201, body: presentOrder(call.tables, createOrder(call, call.body)) })),

  listOrders: (call) => ({ status: 200, body: listOrders(call, call.query) }),

  getOrder: ({ params, tables, caller }) => {
    const order = visibleRow(tables.orders, caller, idNumber(params.order_id));
    if (!order) throw new Problem('not_found', `Order not found: ${params.order_id}`);
    return { status: 200, body: presentOrder(tables, order) };
  },

  listOrdersByCustomer: (call) => {
    const { customer_id } = call.params;
    getCustomer(call, customer_id);
    return { status: 200, body: listOrders(call, { ...call.query, customer_id }) };
  },
};

/** Makes an order of what the catalogue has now, or tells all that is wrong with it. @throws Problem */
function createOrder({ tables, caller }: MockCall, input: CreateOrder): OrderRow {
  if (input.items.length === 0) throw new Problem('order_without_items', 'Order must contain at least one item.');
  const partner = actingPartner(tables, caller, input);
  if (!partner) throw new Problem('not_found', `Partner not found: ${input.partner_name}`);
  const { channelId, problems } = channelOf({ tables, caller }, partner, input.sales_channel_id);
  const now = Math.max(...input.items.map((item) => timeToRead(tables, idNumber(item.product_id))));
  const items = input.items.map((item) => {
    const product = visibleRow(tables.products, caller, idNumber(item.product_id));
    return { ...item, product: product && priced(tables, product, channelId, now) };
  });
  const customer = customerProblems(tables, caller, partner, input);
  const [first, ...others] = [...itemProblems(items, partner), ...customer, ...problems];
  if (first) throw orderRefused([first, ...others]);
  const lines = items.flatMap(({ product, quantity }) => (product ? [{ product, quantity }] : []));
  const { lineTotals, total, tooLarge } = priceOrder(
    lines.map(({ product, quantity }) => ({ unitPrice: product.price ?? '0', quantity })),
  );
  if (tooLarge) refuseTotal(total);
  const order: OrderRow = {
    ...headOf(tables, partner, input, channelId),
    createdAt: new Date(now),
    updatedAt: new Date(now),
    totalAmount: total,
    currency: lines[0]?.product.currency ?? '',
    items: lines.map(({ product, quantity }, index) => ({
      id: tables.next('orderItem'),
      productId: product.id,
      sku: product.sku,
      productName: product.productName,
      quantity,
      unitPrice: product.price ?? '0',
      lineTotal: lineTotals[index] ?? '0',
    })),
  };
  tables.orders.set(order.id, order);
  return order;
}

/** The number of the channel that the order names; null where it names none, or one that it cannot. */
function channelOf(seen: Pick<MockCall, 'tables' | 'caller'>, partner: PartnerRow, id: string | undefined) {
  const found = id === undefined ? { id: null } : findSalesChannelOf(seen, partner, id);
  return 'problem' in found ? { channelId: null, problems: [found.problem] } : { channelId: found.id, problems: [] };
}

/** The product at its price in force. */
function priced(tables: MockTables, product: ProductRow, channelId: number | null, at: number): ProductRow {
  const { price = null, currency = product.currency } = priceInForce(tables, product, channelId, at) ?? {};
  return { ...product, price, currency };
}

function headOf(tables: MockTables, partner: PartnerRow, input: CreateOrder, salesChannelId: number | null) {
  return {
    id: tables.next('order'),
    partnerId: partner.id,
    customerReference: input.customer_reference ?? null,
    customerId: input.customer_id ? idNumber(input.customer_id) : null,
    shippingAddressId: input.shipping_address_id ? idNumber(input.shipping_address_id) : null,
    salesChannelId,
    status: 'created' as const,
  };
}

function refuseTotal(total: string): never {
  const limit = `${LIMITS.orderTotalIntegerDigits} digits before the point`;
  const message = `The order's total, ${total}, has more than ${limit}: make several orders.`;
  throw new Problem('order_total_too_large', message, {
    errors: [{ path: 'items', code: 'order_total_too_large', message }],
  });
}

function listOrders({ tables, caller }: MockCall, query: ListOrdersQuery): Page<Order> {
  const ofPartner = partnerFilter(tables, query.partner_name);
  const rows = visibleRows(tables.orders, caller).filter(
    (row) =>
      ofPartner(row) &&
      (query.customer_id === undefined || row.customerId === idNumber(query.customer_id)) &&
      (query.status === undefined || row.status === query.status) &&
      (query.customer_reference === undefined || row.customerReference === query.customer_reference) &&
      createdWithin(query, row.createdAt),
  );
  const page = newestFirst(rows, query.cursor, 'OR');
  return toPage(
    page,
    query.limit,
    (row) => presentOrder(tables, row),
    (row) => formatId('order', row.id),
  );
}

function presentOrder(tables: MockTables, order: OrderRow): Order {
  return {
    order_id: formatId('order', order.id),
    partner_id: formatId('partner', order.partnerId),
    partner_name: tables.partnerName(order.partnerId),
    customer_reference: order.customerReference,
    customer_id: order.customerId === null ? null : formatId('customer', order.customerId),
    shipping_address_id: order.shippingAddressId === null ? null : formatId('address', order.shippingAddressId),
    sales_channel_id: order.salesChannelId === null ? null : formatId('salesChannel', order.salesChannelId),
    status: order.status,
    total_amount: Number(order.totalAmount),
    currency: order.currency,
    items: order.items.map((item) => ({
      order_item_id: formatId('orderItem', item.id),
      product_id: formatId('product', item.productId),
      sku: item.sku,
      product_name: item.productName,
      quantity: item.quantity,
      unit_price: Number(item.unitPrice),
      line_total: Number(item.lineTotal),
    })),
    created_at: order.createdAt.toISOString(),
    updated_at: order.updatedAt.toISOString(),
  };
}
