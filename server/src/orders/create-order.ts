import {
  type CreateOrder,
  formatId,
  idNumber,
  type Order as OrderShape,
  Problem,
} from '@commerce-integration/contract';
import {
  approvalReason,
  itemProblems,
  orderRefused,
  priceOrder,
  totalTooLarge,
} from '@commerce-integration/contract/rules';
import { type LockedProduct, lockProductsForOrder } from '../catalog/lock-products-for-order.ts';
import { findOrderCustomer } from '../customers/order-customer.ts';
import type { UnitOfWork } from '../database/orm.ts';
import { sqlOf } from '../database/queryable.ts';
import { recordEvent } from '../events/record-event.ts';
import { actingPartner, type KeyPartner } from '../partners/acting-partner.ts';
import { type ListedPrice, listedPrices } from '../prices/listed-prices.ts';
import { findSalesChannelOf } from '../sales-channels/sales-channels.queries.ts';
import { recordWaiting } from './lifecycle/write-history.ts';
import { presentOrder } from './orders.presenter.ts';
import { type NewOrder, type WrittenOrder, writeOrder } from './write-order.ts';

type NumberedPartner = { id: number; name: string };

/** An item whose product has been checked to be for sale. */
interface Line {
  quantity: number;
  product: LockedProduct & { price: string; currency: string };
}

/**
 * Creates an order from the current catalogue. Locks the products meanwhile, and copies their names, SKUs and prices in
 * force. Writes sales and the event in the same transaction.
 *
 * @param caller the partner of the key, or null for the operator, who names the partner
 * @param clock gives the order's time, instead of the time at which its products were locked; prices are those in force
 *   at that time
 * @throws Problem `order_without_items`; as `actingPartner` does; one for all problems of items, customer, address and
 *   sales channel, with the code of the first; `order_total_too_large`
 */
export async function createOrder(
  em: UnitOfWork,
  caller: KeyPartner,
  input: CreateOrder,
  clock?: () => Date,
): Promise<OrderShape> {
  if (input.items.length === 0) throw new Problem('order_without_items', 'Order must contain at least one item.');
  const partner = await actingPartner(em, caller, input);
  if (!partner) throw new Problem('not_found', `Partner not found: ${input.partner_name}`);
  const { lines, now, ...named } = await checkOrder(em, partner, input, clock);
  const { lineTotals, total, tooLarge } = priceOrder(
    lines.map(({ product, quantity }) => ({ unitPrice: product.price, quantity })),
  );
  if (tooLarge) throw totalTooLarge(total);
  const waitsBecause = approvalReason(partner, total);
  const order: NewOrder = {
    partnerId: partner.id,
    customerReference: input.customer_reference ?? null,
    customerId: named.customerId,
    shippingAddressId: named.addressId,
    salesChannelId: named.salesChannelId,
    status: waitsBecause === null ? 'created' : 'waiting_approval',
    totalAmount: total,
    currency: lines[0]?.product.currency ?? '',
    createdAt: now,
    updatedAt: now,
  };
  const items = lines.map(({ product, quantity }, index) => ({
    productId: product.id,
    sku: product.sku,
    productName: product.productName,
    quantity,
    unitPrice: product.price,
    lineTotal: lineTotals[index] ?? '',
  }));
  const written = await writeOrder(em, order, items);
  await announceOrder(em, written.order, waitsBecause);
  return presentOrder(written, partner.name);
}

/** Reads everything that the order refers to, and reports all problems at once. */
async function checkOrder(em: UnitOfWork, partner: NumberedPartner, input: CreateOrder, clock?: () => Date) {
  const { customerId, addressId, problems } = await findOrderCustomer(em, partner.id, input);
  const { salesChannelId, ...channel } = await findOrderChannel(em, partner, input.sales_channel_id);
  const numbers = input.items.map((item) => idNumber(item.product_id));
  const { products: held, heldAt } = await lockProductsForOrder(em, partner.id, numbers);
  // Time and prices are read while the locks are held: earlier price lists are committed, and later ones have to wait.
  const now = clock?.() ?? heldAt;
  const listed = await listedPrices(em, held.keys(), { salesChannelId, at: now });
  const items = input.items.map((item) => ({ ...item, product: priced(held.get(idNumber(item.product_id)), listed) }));
  const [first, ...others] = [...itemProblems(items, partner), ...problems, ...channel.problems];
  if (first) throw orderRefused([first, ...others]);
  return { lines: items as Line[], now, customerId, addressId, salesChannelId };
}

/** A listed price takes precedence over the feed's price. */
function priced(product: LockedProduct | undefined, listed: Map<number, ListedPrice>): LockedProduct | undefined {
  return product && { ...product, ...listed.get(product.id) };
}

/** The number of the order's channel; null if it names none, or an unavailable one. */
async function findOrderChannel(em: UnitOfWork, partner: NumberedPartner, id: string | undefined) {
  if (id === undefined) return { salesChannelId: null, problems: [] };
  const found = await findSalesChannelOf(em, partner, id);
  return 'number' in found
    ? { salesChannelId: found.number, problems: [] }
    : { salesChannelId: null, problems: [found.problem] };
}

/** Records the event of a new order and, if needed, that it waits for approval. */
async function announceOrder(em: UnitOfWork, order: WrittenOrder['order'], waitsBecause: string | null): Promise<void> {
  const { id, partnerId, status, totalAmount, currency } = order;
  const order_id = formatId('order', id);
  const data = { order_id, status, total_amount: Number(totalAmount), currency };
  await recordEvent(sqlOf(em), { type: 'order.created', partnerId, data });
  if (waitsBecause !== null) await recordWaiting(em, order, waitsBecause);
}
