import { defineEntity, p } from '@mikro-orm/core';

// The sealed columns contain values encrypted by FieldCipher: neither an entity nor the ORM's output has the plain
// text.

const CustomerSchema = defineEntity({
  name: 'Customer',
  tableName: 'customer',
  properties: {
    id: p.bigint('number').primary(),
    /** Null for a customer of the operator. */
    partnerId: p.bigint('number').nullable(),
    /** The partner's own number of the customer, unique among its customers. */
    externalId: p.text().nullable(),
    firstName: p.text(),
    lastName: p.text(),
    sealedEmail: p.text().fieldName('email'),
    sealedPhone: p.text().fieldName('phone').nullable(),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
  },
});

/** A person who orders. The number is taken before the row is inserted, because encrypted values are bound to it. */
export class Customer extends CustomerSchema.class {}
CustomerSchema.setClass(Customer);

const CustomerAddressSchema = defineEntity({
  name: 'CustomerAddress',
  tableName: 'customer_address',
  properties: {
    id: p.bigint('number').primary(),
    customerId: p.bigint('number'),
    /** The partner of the customer. */
    partnerId: p.bigint('number').nullable(),
    sealedAddressLine1: p.text().fieldName('address_line1'),
    sealedAddressLine2: p.text().fieldName('address_line2').nullable(),
    city: p.text(),
    state: p.text(),
    sealedPostalCode: p.text().fieldName('postal_code'),
    country: p.text(),
    createdAt: p.datetime(),
  },
});

/** A customer's address. */
export class CustomerAddress extends CustomerAddressSchema.class {}
CustomerAddressSchema.setClass(CustomerAddress);
