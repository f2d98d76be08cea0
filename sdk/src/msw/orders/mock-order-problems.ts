import { formatId, idNumber, type ProblemCode } from '@commerce-integration/contract';
import type { OrderProblem } from '@commerce-integration/contract/rules';
import type { Caller, PartnerRow } from '../mock-rows.ts';
import { type MockTables, visibleRow } from '../mock-tables.ts';

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
    const message = `Address ${shipping_address_id} belongs to another customer than ${customer_id ?? 'the one of the order'}.`;
    add('address_of_another_customer', 'shipping_address_id', message);
  }
  return problems;
}
