import { idNumber, type Page, Problem } from '@commerce-integration/contract';
import { customerNotFound } from '@commerce-integration/contract/rules';
import { type CreatedRange, createdWithin, LONGEST_WORK_HOURS } from '../database/created-range.ts';
import type { UnitOfWork } from '../database/orm.ts';
import { sqlOf } from '../database/queryable.ts';
import { newestFirst } from '../database/read-entities.ts';
import { Customer, CustomerAddress } from './customer.entity.ts';

export type { Customer, CustomerAddress };

/** @throws Problem `not_found`, as for a customer that is not the caller's */
export async function getCustomer(em: UnitOfWork, customerId: string): Promise<Customer> {
  const customer = await em.findOne(Customer, { id: idNumber(customerId) });
  if (!customer) throw customerNotFound(customerId);
  return customer;
}

/** @throws Problem `not_found`, as for an address that is not the caller's */
export async function getAddress(em: UnitOfWork, addressId: string): Promise<CustomerAddress> {
  const address = await em.findOne(CustomerAddress, { id: idNumber(addressId) });
  if (!address) throw new Problem('not_found', `Address not found: ${addressId}`);
  return address;
}

const NUMBERED = { name: 'customer', marginHours: LONGEST_WORK_HOURS };

export interface ListCustomersQuery extends CreatedRange {
  external_id?: string | undefined;
  limit: number;
  cursor?: string | undefined;
}

/**
 * Newest first.
 *
 * @param partner the number of a partner to filter by; by default all that the caller may see
 */
export async function listCustomers(
  em: UnitOfWork,
  query: ListCustomersQuery,
  partner?: number,
): Promise<Page<Customer>> {
  const created = await createdWithin(sqlOf(em), NUMBERED, query);
  return newestFirst(em, Customer, 'customer', query, {
    partnerId: partner,
    externalId: query.external_id,
    $and: created,
  });
}
