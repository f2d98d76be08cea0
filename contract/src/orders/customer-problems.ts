import { formatId, idNumber } from '../shared/ids.ts';
import type { OrderProblem } from './order-problems.ts';

/** The IDs of customer and address in an order. */
interface NamedCustomer {
  customer_id?: string | undefined;
  shipping_address_id?: string | undefined;
}

/** The rows found for them that the caller may see. */
interface FoundCustomer {
  /** The number of the customer's partner; null for a customer of the operator, who may order from any partner. */
  customer: { partnerId: number | null } | undefined;
  address: { customerId: number } | undefined;
}

/** Problems of the customer and the address of an order. @param partnerId the partner whose products are ordered */
export function customerProblems(
  { customer_id, shipping_address_id }: NamedCustomer,
  { customer, address }: FoundCustomer,
  partnerId: number,
): OrderProblem[] {
  const problems: OrderProblem[] = [];
  const add = (code: OrderProblem['code'], path: string, message: string) => problems.push({ code, path, message });
  if (customer_id !== undefined && !customer) add('not_found', 'customer_id', `Customer not found: ${customer_id}`);
  if (customer && customer.partnerId !== null && customer.partnerId !== partnerId) {
    const [owner, wanted] = [formatId('partner', customer.partnerId), formatId('partner', partnerId)];
    const message = `Customer ${customer_id} belongs to ${owner}, and the order is for ${wanted}.`;
    add('customer_of_another_partner', 'customer_id', message);
  }
  if (shipping_address_id === undefined) return problems;
  if (!address) add('not_found', 'shipping_address_id', `Address not found: ${shipping_address_id}`);
  else if (address.customerId !== (customer_id === undefined ? 0 : idNumber(customer_id))) {
    const message = `Address ${shipping_address_id} belongs to another customer than ${customer_id ?? 'the one of the order'}.`;
    add('address_of_another_customer', 'shipping_address_id', message);
  }
  return problems;
}
