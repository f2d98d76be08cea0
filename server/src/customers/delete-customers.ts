import { type CustomerDeletion, formatId, idNumber } from '@commerce-integration/contract';
import { customerHasOrders, customerNotFound } from '@commerce-integration/contract/rules';
import { LockMode } from '@mikro-orm/core';
import type { UnitOfWork } from '../database/orm.ts';
import { Customer, CustomerAddress } from './customer.entity.ts';

/** Returns the given customers that have orders, by number. */
export type FindOrdered = (em: UnitOfWork, customers: readonly number[]) => Promise<Set<number>>;

/**
 * Deletes customers with their addresses. A customer with orders is kept with its addresses, without affecting the
 * others.
 *
 * @returns an outcome for each ID, in the order given; a repeated ID has one outcome
 */
export async function deleteCustomers(
  em: UnitOfWork,
  findOrdered: FindOrdered,
  customerIds: readonly string[],
): Promise<CustomerDeletion[]> {
  const wanted = [...new Set(customerIds.map(idNumber))];
  const there = await lockCustomers(em, wanted);
  const ordered = await findOrdered(em, there);
  const free = there.filter((id) => !ordered.has(id));
  await em.nativeDelete(CustomerAddress, { customerId: { $in: free } });
  await em.nativeDelete(Customer, { id: { $in: free } });
  const deleted = new Set(free);
  return wanted.map((id) => ({
    customer_id: formatId('customer', id),
    outcome: deleted.has(id) ? 'deleted' : ordered.has(id) ? 'has_orders' : 'not_found',
  }));
}

/** Deletes a customer with its addresses. @throws Problem `not_found`, `customer_has_orders` */
export async function deleteCustomer(em: UnitOfWork, findOrdered: FindOrdered, customerId: string): Promise<void> {
  const [deletion] = await deleteCustomers(em, findOrdered, [customerId]);
  if (deletion?.outcome === 'not_found') throw customerNotFound(customerId);
  if (deletion?.outcome === 'has_orders') {
    throw customerHasOrders(customerId);
  }
}

/**
 * Locks those customers that exist and belong to the caller. New orders for them then have to wait; this waits for
 * orders in creation, which the following query sees.
 */
async function lockCustomers(em: UnitOfWork, ids: number[]): Promise<number[]> {
  const found = await em.find(
    Customer,
    { id: { $in: ids } },
    { fields: ['id'], orderBy: { id: 'asc' }, lockMode: LockMode.PESSIMISTIC_WRITE, disableIdentityMap: true },
  );
  return found.map(({ id }) => id);
}
