import { defineEntity, p } from '@mikro-orm/core';

const CategorySchema = defineEntity({
  name: 'Category',
  tableName: 'category',
  properties: {
    id: p.bigint('number').primary().defaultRaw(`nextval('category_id_seq')`),
    partnerId: p.bigint('number'),
    /** The partner's own code, unique among its categories. */
    code: p.text(),
    name: p.text(),
    /** Null at the top. */
    parentId: p.bigint('number').nullable(),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
  },
});

/** A category of a partner's tree. */
export class Category extends CategorySchema.class {}
CategorySchema.setClass(Category);
