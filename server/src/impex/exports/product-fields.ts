import type { ExportedProduct } from '@commerce-integration/contract/rules';
import { type Sql, sql } from '../../database/sql.ts';

/** The fields of a product as files have them. */
export const PRODUCT_FIELDS: Readonly<Record<keyof ExportedProduct, Sql>> = {
  sku: sql`sku`,
  product_name: sql`product_name`,
  description: sql`description`,
  brand: sql`brand`,
  category: sql`category`,
  price: sql`trim_scale(price)::text`,
  currency: sql`currency`,
  availability: sql`availability`,
  attributes: sql`attributes`,
};
