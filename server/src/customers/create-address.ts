import { type CreateAddress, formatId } from '@commerce-integration/contract';
import { customerNotFound } from '@commerce-integration/contract/rules';
import { ForeignKeyConstraintViolationException } from '@mikro-orm/core';
import type { UnitOfWork } from '../database/orm.ts';
import { sqlOf } from '../database/queryable.ts';
import { nextNumber } from '../database/sequences.ts';
import type { FieldCipher } from '../encryption/field-cipher.ts';
import { recordEvent } from '../events/record-event.ts';
import { actingPartner, type KeyPartner } from '../partners/acting-partner.ts';
import { CustomerAddress } from './customer.entity.ts';
import { getCustomer } from './customers.queries.ts';
import { sealAddress } from './sealed-address.ts';

/**
 * Adds an address to a customer; it belongs to the customer's partner.
 *
 * @param caller the partner of the key, or null for the operator
 * @throws Problem `not_found`, `partner_not_active`
 */
export async function createAddress(
  em: UnitOfWork,
  cipher: FieldCipher,
  caller: KeyPartner,
  { customerId, input }: { customerId: string; input: CreateAddress },
): Promise<CustomerAddress> {
  if (caller) await actingPartner(em, caller, {});
  const customer = await getCustomer(em, customerId);
  const id = await nextNumber(em, 'customer_address_id_seq');
  const sealed = sealAddress(cipher, id, { ...input, address_line2: input.address_line2 || null });
  const address = em.create(CustomerAddress, {
    id,
    customerId: customer.id,
    partnerId: customer.partnerId ?? null,
    sealedAddressLine1: sealed.address_line1,
    sealedAddressLine2: sealed.address_line2,
    city: input.city,
    state: input.state,
    sealedPostalCode: sealed.postal_code,
    country: input.country,
    createdAt: new Date(),
  });
  await flushUnlessDeleted(em, customerId);
  await recordEvent(sqlOf(em), {
    type: 'customer.address.created',
    partnerId: address.partnerId ?? null,
    data: { customer_id: formatId('customer', customer.id), address_id: formatId('address', id) },
  });
  return address;
}

/** Flushes the changes. A concurrent deletion of the customer makes this violate the foreign key. */
async function flushUnlessDeleted(em: UnitOfWork, customerId: string): Promise<void> {
  try {
    await em.flush();
  } catch (error) {
    if (error instanceof ForeignKeyConstraintViolationException) throw customerNotFound(customerId);
    throw error;
  }
}
