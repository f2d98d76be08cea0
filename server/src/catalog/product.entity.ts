import type { Availability } from '@commerce-integration/contract';
import { defineEntity, p } from '@mikro-orm/core';

const ProductSchema = defineEntity({
  name: 'Product',
  tableName: 'product',
  properties: {
    id: p.bigint('number').primary(),
    partnerId: p.bigint('number'),
    /** The feed that last inserted or changed it. */
    feedId: p.bigint('number').nullable(),
    sku: p.text(),
    productName: p.text(),
    description: p.text().nullable(),
    brand: p.text().nullable(),
    category: p.text().nullable(),
    /** In major units, exact. */
    price: p.decimal('string').nullable(),
    currency: p.text().nullable(),
    availability: p.text().$type<Availability>().nullable(),
    attributes: p.json<Record<string, string>>(),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
  },
});

/** A product of a partner. Loads write products with SQL; the ORM only reads them. */
export class Product extends ProductSchema.class {}
ProductSchema.setClass(Product);
