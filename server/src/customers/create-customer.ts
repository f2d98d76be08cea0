import { type CreateCustomer, formatId } from '@commerce-integration/contract';
import { externalIdTaken } from '@commerce-integration/contract/rules';
import { flushUnique } from '../database/failures.ts';
import type { UnitOfWork } from '../database/orm.ts';
import { sqlOf } from '../database/queryable.ts';
import { nextNumber } from '../database/sequences.ts';
import type { FieldCipher } from '../encryption/field-cipher.ts';
import { recordEvent } from '../events/record-event.ts';
import { actingPartner, type KeyPartner } from '../partners/acting-partner.ts';
import { Customer } from './customer.entity.ts';
import { placeOf } from './sealed-address.ts';

/**
 * Creates a customer that belongs to the caller. Several customers may have the same e-mail address: the platform does
 * not decide whether they are the same person.
 *
 * @param caller the partner of the key, or null for the operator, whose customers belong to no partner
 * @throws Problem `partner_not_active`, `external_id_taken`
 */
export async function createCustomer(
  em: UnitOfWork,
  cipher: FieldCipher,
  caller: KeyPartner,
  input: CreateCustomer,
): Promise<Customer> {
  if (caller) await actingPartner(em, caller, {});
  const id = await nextNumber(em, 'customer_id_seq');
  const now = new Date();
  const customer = em.create(Customer, {
    id,
    partnerId: caller?.id ?? null,
    externalId: input.external_id ?? null,
    firstName: input.first_name,
    lastName: input.last_name,
    sealedEmail: cipher.encrypt(input.email, placeOf('customer', id, 'email')),
    sealedPhone: input.phone ? cipher.encrypt(input.phone, placeOf('customer', id, 'phone')) : null,
    createdAt: now,
    updatedAt: now,
  });
  await flushUnique(em, externalIdTaken);
  await recordEvent(sqlOf(em), {
    type: 'customer.created',
    partnerId: customer.partnerId ?? null,
    data: { customer_id: formatId('customer', id) },
  });
  return customer;
}
