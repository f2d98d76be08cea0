import {
  type CustomerAddress as CustomerAddressShape,
  type Customer as CustomerShape,
  formatId,
} from '@commerce-integration/contract';
import { maskAddressLine, maskEmail, maskPhone, maskPostalCode } from '@commerce-integration/contract/rules';
import type { FieldCipher } from '../encryption/field-cipher.ts';
import type { Customer, CustomerAddress } from './customer.entity.ts';
import { placeOf } from './sealed-address.ts';

/** The customer in the contract's shape. @throws UnreadableFieldError where a value cannot be decrypted */
export function presentCustomer(customer: Customer, cipher: FieldCipher): CustomerShape {
  const { id, sealedEmail, sealedPhone } = customer;
  return {
    customer_id: formatId('customer', id),
    external_id: customer.externalId ?? null,
    first_name: customer.firstName,
    last_name: customer.lastName,
    email_masked: maskEmail(cipher.decrypt(sealedEmail, placeOf('customer', id, 'email'))),
    phone_masked: sealedPhone ? maskPhone(cipher.decrypt(sealedPhone, placeOf('customer', id, 'phone'))) : null,
    created_at: customer.createdAt.toISOString(),
    updated_at: customer.updatedAt.toISOString(),
  };
}

/** The address in the contract's shape. @throws UnreadableFieldError where a value cannot be decrypted */
export function presentAddress(address: CustomerAddress, cipher: FieldCipher): CustomerAddressShape {
  const { id, sealedAddressLine1, sealedPostalCode } = address;
  const line1 = cipher.decrypt(sealedAddressLine1, placeOf('customer_address', id, 'address_line1'));
  const postalCode = cipher.decrypt(sealedPostalCode, placeOf('customer_address', id, 'postal_code'));
  return {
    address_id: formatId('address', id),
    customer_id: formatId('customer', address.customerId),
    address_line1_masked: maskAddressLine(line1),
    city: address.city,
    state: address.state,
    postal_code_masked: maskPostalCode(postalCode),
    country: address.country,
    created_at: address.createdAt.toISOString(),
  };
}
