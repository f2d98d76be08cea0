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

/** Something a partner sells. Loads write it, set by set; the ORM only reads it. */
export class Product extends ProductSchema.class {}
ProductSchema.setClass(Product);
