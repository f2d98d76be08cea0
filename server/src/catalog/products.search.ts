import { idSql } from '../database/json-sql.ts';
import { sql } from '../database/sql.ts';
import type { Searchable } from '../feature/searchable.ts';
import { partnerNameSql } from '../partners/partners.queries.ts';

/** Products, by their IDs, SKUs and names. */
export const productSearch: Searchable = {
  type: 'product',
  access: 'products:read',
  table: 'product',
  shown: {
    id: idSql('product', 'id'),
    title: 'product_name',
    subtitle: `sku || ' · ' || ${partnerNameSql('product.partner_id')}`,
    status: 'availability',
  },
  ids: { product: { field: 'product_id', where: (number) => sql`id = ${number}` } },
  texts: {
    sku: { column: 'sku', index: 'partner' },
    product_name: { column: 'product_name', index: 'written' },
  },
};
