import { SELLABLE_AVAILABILITIES } from '../products/availability.ts';
import { formatId } from '../shared/ids.ts';
import { LIMITS } from '../shared/limits.ts';
import { Problem, type ProblemCode } from '../shared/problem.ts';

/** One reason why an order cannot be created. */
export interface OrderProblem {
  code: ProblemCode;
  path: string;
  message: string;
}

/** The fields of a product that the rules depend on. */
interface OrderableProduct {
  partnerId: number;
  price: string | null;
  currency: string | null;
  availability: string | null;
}

/** An ordered item, and its product, where it exists. */
export interface OrderedItem {
  product_id: string;
  product: OrderableProduct | undefined;
}

/** All problems of an order's items, in their order; then those of the items together. */
export function itemProblems(items: readonly OrderedItem[], partner: { id: number; name: string }): OrderProblem[] {
  const each = items.flatMap((item, index) => {
    const path = `items.${index}.product_id`;
    return problemsOf(item, partner).map((problem) => ({ path, ...problem }));
  });
  return [...each, ...mixedCurrencies(items)];
}

function problemsOf({ product_id: id, product }: OrderedItem, partner: { id: number; name: string }) {
  const found: Omit<OrderProblem, 'path'>[] = [];
  if (!product) return [{ code: 'not_found' as const, message: `Product not found: ${id}` }];
  if (product.partnerId !== partner.id) {
    const message = `Product ${id} belongs to ${formatId('partner', product.partnerId)}, and the order is for ${partner.name}.`;
    return [{ code: 'product_of_another_partner' as const, message }];
  }
  if (!(SELLABLE_AVAILABILITIES as readonly (string | null)[]).includes(product.availability)) {
    found.push({ code: 'product_not_available', message: `Product is not available: ${id}` });
  }
  if (product.price === null) found.push({ code: 'product_not_priced', message: `Product has no price: ${id}` });
  return found;
}

/** Amounts of two currencies are never added. */
function mixedCurrencies(items: readonly OrderedItem[]): OrderProblem[] {
  const examples = new Map<string, string>();
  for (const { product_id, product } of items) {
    if (product?.currency && product.price !== null && !examples.has(product.currency))
      examples.set(product.currency, product_id);
  }
  if (examples.size < 2) return [];
  const named = [...examples].map(([currency, id]) => `${id} is in ${currency}`).join(', ');
  return [{ code: 'mixed_currencies', path: 'items', message: `An order has one currency: ${named}.` }];
}

/** The refusal of an order, with all its problems; status and code are those of the first. */
export function orderRefused(problems: readonly [OrderProblem, ...OrderProblem[]]): Problem {
  const [first] = problems;
  const others = problems.length - 1;
  const { message } = first;
  const detail = others === 0 ? message : message.replace(/\.?$/, (end) => ` (and ${others} more, see errors)${end}`);
  return new Problem(first.code, detail, { errors: problems });
}

/** The refusal of an order whose total has more digits than an amount may have. */
export function totalTooLarge(total: string): Problem {
  const limit = `${LIMITS.orderTotalIntegerDigits} digits before the decimal point`;
  const message = `The order's total, ${total}, has more than ${limit}: create several orders.`;
  return new Problem('order_total_too_large', message, {
    errors: [{ path: 'items', code: 'order_total_too_large', message }],
  });
}
