import {
  type CreateOrder,
  formatId,
  idNumber,
  LIMITS,
  type Order as OrderShape,
  Problem,
} from '@commerce-integration/contract';
import { recordSale } from '../analytics/record-sale.ts';
import { type LockedProduct, lockProducts } from '../catalog/lock-products.ts';
import { findOrderCustomer } from '../customers/order-customer.ts';
import type { UnitOfWork } from '../database/orm.ts';
import { recordEvent } from '../events/record-event.ts';
import { actingPartner, type KeyPartner } from '../partners/acting-partner.ts';
import { Order, OrderItem } from './order.entity.ts';
import { priceOrder } from './order-pricing.ts';
import { itemProblems, orderRefused } from './order-problems.ts';
import { presentOrder } from './orders.presenter.ts';

/** An item whose product is known to be for sale. */
interface Line {
  quantity: number;
  product: LockedProduct & { price: string; currency: string };
}

/**
 * Makes an order of what the catalogue has now: its products cannot change while it is made, and their prices, names
 * and SKUs are copied. Sales and event are written with it.
 *
 * @param caller the partner whose key it is, or null for the operator, who names the partner
 * @throws Problem `order_without_items`; as `actingPartner` does; one for everything that is wrong with items, customer
 *   and address, whose code is the first one's; `order_total_too_large`
 */
export async function createOrder(em: UnitOfWork, caller: KeyPartner, input: CreateOrder): Promise<OrderShape> {
  if (input.items.length === 0) throw new Problem('order_without_items', 'Order must contain at least one item.');
  const partner = await actingPartner(em, caller, input);
  if (!partner) throw new Problem('not_found', `Partner not found: ${input.partner_name}`);
  const { lines, customerId, addressId } = await checkOrder(em, partner, input);
  const { lineTotals, total, tooLarge } = priceOrder(
    lines.map(({ product, quantity }) => ({ unitPrice: product.price, quantity })),
  );
  if (tooLarge) throw totalTooLarge(total);
  const now = new Date();
  const order = em.create(Order, {
    partnerId: partner.id,
    customerReference: input.customer_reference ?? null,
    customerId,
    shippingAddressId: addressId,
    status: 'created',
    totalAmount: total,
    currency: lines[0]?.product.currency ?? '',
    createdAt: now,
    updatedAt: now,
  });
  const items = lines.map(({ product, quantity }, index) =>
    em.create(OrderItem, {
      order,
      productId: product.id,
      sku: product.sku,
      productName: product.productName,
      quantity,
      unitPrice: product.price,
      lineTotal: lineTotals[index] ?? '',
    }),
  );
  await em.flush();
  await announceOrder(em, order, items);
  return presentOrder(order, items, partner.name);
}

/** Reads what the order names, and refuses it with all its problems at once. */
async function checkOrder(em: UnitOfWork, partner: { id: number; name: string }, input: CreateOrder) {
  const customer = await findOrderCustomer(em, partner.id, input);
  const products = await lockProducts(
    em,
    input.items.map((item) => idNumber(item.product_id)),
  );
  const items = input.items.map((item) => ({ ...item, product: products.get(idNumber(item.product_id)) }));
  const [first, ...others] = [...itemProblems(items, partner), ...customer.problems];
  if (first) throw orderRefused([first, ...others]);
  return { lines: items as Line[], customerId: customer.customerId, addressId: customer.addressId };
}

async function announceOrder(em: UnitOfWork, order: Order, items: OrderItem[]): Promise<void> {
  const { partnerId, currency, createdAt } = order;
  const sold = items.map((item) => ({ productId: item.productId, units: item.quantity, revenue: item.lineTotal }));
  await recordEvent(em, {
    type: 'order.created',
    partnerId,
    data: {
      order_id: formatId('order', order.id),
      status: order.status,
      total_amount: Number(order.totalAmount),
      currency,
    },
  });
  // Last, because concurrent orders of the same things meet here.
  await recordSale(em, { partnerId, currency, soldAt: createdAt, items: sold });
}

function totalTooLarge(total: string): Problem {
  const limit = `${LIMITS.orderTotalIntegerDigits} digits before the point`;
  const message = `The order's total, ${total}, has more than ${limit}: make several orders.`;
  return new Problem('order_total_too_large', message, {
    errors: [{ path: 'items', code: 'order_total_too_large', message }],
  });
}
