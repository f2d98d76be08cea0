import { formatId, idNumber, Problem, type ProblemCode, SELLABLE_AVAILABILITIES } from '@commerce-integration/contract';
import type { Caller, PartnerRow, ProductRow } from '../mock-rows.ts';
import { type MockTables, visibleRow } from '../mock-tables.ts';

/** One thing that keeps an order from being made. */
interface OrderProblem {
  code: ProblemCode;
  path: string;
  message: string;
}

/** An item as ordered, and its product, where there is one. */
interface OrderedItem {
  product_id: string;
  product: ProductRow | undefined;
}

/** Refuses an order with all its problems; status and code are those of the first. */
export function refuseOrder(problems: readonly OrderProblem[]): void {
  const [first] = problems;
  if (!first) return;
  const more = problems.length === 1 ? '' : ` (and ${problems.length - 1} more, see errors)`;
  throw new Problem(first.code, `${first.message}${more}`, { errors: problems });
}

/** Everything that is wrong with the items, in their order; then what is wrong with them together. */
export function itemProblems(items: readonly OrderedItem[], partner: PartnerRow): OrderProblem[] {
  const each = items.flatMap((item, index) =>
    problemsOf(item, partner).map((problem) => ({ path: `items.${index}.product_id`, ...problem })),
  );
  const examples = new Map<string, string>();
  for (const { product_id, product } of items) {
    if (product?.currency && product.price !== null && !examples.has(product.currency))
      examples.set(product.currency, product_id);
  }
  if (examples.size < 2) return each;
  const named = [...examples].map(([currency, id]) => `${id} is in ${currency}`).join(', ');
  return [...each, { code: 'mixed_currencies', path: 'items', message: `An order has one currency: ${named}.` }];
}

function problemsOf({ product_id: id, product }: OrderedItem, partner: PartnerRow): Omit<OrderProblem, 'path'>[] {
  if (!product) return [{ code: 'not_found', message: `Product not found: ${id}` }];
  if (product.partnerId !== partner.id) {
    const owner = formatId('partner', product.partnerId);
    const message = `Product ${id} belongs to ${owner}, and the order is for ${partner.name}.`;
    return [{ code: 'product_of_another_partner', message }];
  }
  const isSold = (SELLABLE_AVAILABILITIES as readonly (string | null)[]).includes(product.availability);
  return [
    ...(isSold ? [] : [{ code: 'product_not_available', message: `Product is not available: ${id}` } as const]),
    ...(product.price === null
      ? [{ code: 'product_not_priced', message: `Product has no price: ${id}` } as const]
      : []),
  ];
}

/** What is wrong with the customer and the address that an order names. */
export function customerProblems(
  tables: MockTables,
  caller: Caller,
  partner: PartnerRow,
  { customer_id, shipping_address_id }: { customer_id?: string | undefined; shipping_address_id?: string | undefined },
): OrderProblem[] {
  const problems: OrderProblem[] = [];
  const add = (code: ProblemCode, path: string, message: string) => problems.push({ code, path, message });
  const customer = customer_id && visibleRow(tables.customers, caller, idNumber(customer_id));
  const address = shipping_address_id && visibleRow(tables.addresses, caller, idNumber(shipping_address_id));
  if (customer_id !== undefined && !customer) add('not_found', 'customer_id', `Customer not found: ${customer_id}`);
  // The operator's customers have no partner, and may order from any.
  if (customer && customer.partnerId !== null && customer.partnerId !== partner.id) {
    const [owner, wanted] = [formatId('partner', customer.partnerId), formatId('partner', partner.id)];
    const message = `Customer ${customer_id} belongs to ${owner}, and the order is for ${wanted}.`;
    add('customer_of_another_partner', 'customer_id', message);
  }
  if (shipping_address_id !== undefined && !address) {
    add('not_found', 'shipping_address_id', `Address not found: ${shipping_address_id}`);
  }
  if (address && address.customerId !== idNumber(customer_id ?? '')) {
    const message = `Address ${shipping_address_id} belongs to another customer than ${customer_id}.`;
    add('address_of_another_customer', 'shipping_address_id', message);
  }
  return problems;
}
