import type { Product } from '@commerce-integration/contract';
import { idSql, objectSql, timeSql } from '../database/json-sql.ts';
import { partnerNameSql } from '../partners/partners.queries.ts';

const FIELDS: Record<keyof Product, string> = {
  product_id: idSql('product', 'id'),
  feed_id: idSql('feed', 'feed_id'),
  partner_id: idSql('partner', 'partner_id'),
  partner_name: partnerNameSql('product.partner_id'),
  sku: 'sku',
  product_name: 'product_name',
  description: 'description',
  brand: 'brand',
  category: 'category',
  price: 'trim_scale(price)',
  currency: 'currency',
  availability: 'availability',
  attributes: 'attributes',
  created_at: timeSql('created_at'),
  updated_at: timeSql('updated_at'),
};

/** The presenter of products: a row of `product` as the contract has it, field by field, in JSON. */
export const PRODUCT_JSON = objectSql(FIELDS);
