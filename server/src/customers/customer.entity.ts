import { defineEntity, p } from '@mikro-orm/core';

// The sealed columns hold what FieldCipher makes: the clear values are nowhere in an entity, nor in what the ORM prints.

const CustomerSchema = defineEntity({
  name: 'Customer',
  tableName: 'customer',
  properties: {
    id: p.bigint('number').primary(),
    /** Null for a customer of the operator. */
    partnerId: p.bigint('number').nullable(),
    firstName: p.text(),
    lastName: p.text(),
    sealedEmail: p.text().fieldName('email'),
    sealedPhone: p.text().fieldName('phone').nullable(),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
  },
});

/** Somebody who orders. The number is taken before the row is written: the sealed values are bound to it. */
export class Customer extends CustomerSchema.class {}
CustomerSchema.setClass(Customer);

const CustomerAddressSchema = defineEntity({
  name: 'CustomerAddress',
  tableName: 'customer_address',
  properties: {
    id: p.bigint('number').primary(),
    customerId: p.bigint('number'),
    /** The customer's. */
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

/** Where a customer lives or wants things sent. */
export class CustomerAddress extends CustomerAddressSchema.class {}
CustomerAddressSchema.setClass(CustomerAddress);
